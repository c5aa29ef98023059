import type { GroupAtInfo } from "../api";

const MARK = "@TOPIC#_";

export const isTopic = (id: string): boolean => id.includes(MARK);
/** The group that a group or topic belongs to. */
export const groupOfRoom = (room: string): string => room.split(MARK, 1)[0] ?? room;
/** Whether it is this conversation, or that of a topic in this Community. */
export const isOf = (id: string, place: string): boolean => id === place || groupOfRoom(id) === place;
/** How calls by name say where they are. */
export const placeOf = (room: string): Pick<GroupAtInfo, "groupID" | "topicID"> =>
  isTopic(room) ? { groupID: groupOfRoom(room), topicID: room } : { groupID: room };
