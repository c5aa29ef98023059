import { ErrorCode } from "../generated/protocol";
import { ChatError } from "./errors";
import type { Area } from "./area";
import type { GroupList } from "./groupList";
import type { LiveRoom } from "./liveRoom";
import type { MediaAccess } from "./mediaAccess";
import type { ToWire } from "./mediaPayload";
import type { Relations } from "./relations";
import { isTopic } from "./topicIDs";
import type { Topics } from "./topics";

const nothing = (): undefined => undefined;
const none = (): never[] => [];
const done = (): Promise<void> => Promise.resolve();
const no = (): boolean => false;
const yes = (): boolean => true;
const empty = (): string => "";
const unknown = (): Promise<never> =>
  Promise.reject(new ChatError(ErrorCode.INVALID_CONV_ID, "its area is left out here"));

type AskedOutside = "friend" | "remark" | "profileUpdated" | "sync" | "catchUp" | "announce" | "reset";
type Absent = GroupList & LiveRoom & Omit<Topics, "api"> & Pick<Relations, AskedOutside> & MediaAccess;

/** What is said where an app has left areas out, whatever area it is: there is nothing of the kind. */
const absent: Absent = {
  // groups
  find: nothing,
  of: nothing,
  isIn: yes,
  isLeft: no,
  take: nothing,
  joined: nothing,
  left: nothing,
  self: nothing,
  counted: nothing,
  touch: nothing,
  view: nothing,
  listed: none,
  communities: none,
  load: done,
  // live rooms
  join: unknown,
  follow: nothing,
  entered: nothing,
  comeBack: done,
  isHere: yes,
  concerns: yes,
  // topics
  ignores: isTopic,
  created: nothing,
  deleted: nothing,
  changed: nothing,
  meet: nothing,
  fetch: unknown,
  // relations
  friend: nothing,
  remark: empty,
  profileUpdated: no,
  sync: done,
  // files
  addressOf: empty,
  resolve: (address) => address,
  renew: done,
  // several
  catchUp: done,
  announce: nothing,
  reset: nothing,
};

// what is missing in it is asked for by the area itself only, which is not there
const answer = (): Absent & Topics & Relations => absent as Absent & Topics & Relations;

/** What payloads are without files: the same everywhere. */
const asItIs: ToWire = (_type, payload) => payload;

/** Stands for the areas that an app leaves out; the others take over from it. */
export const LEFT_OUT: Area = {
  parameters: {},
  roles: {
    ...{ groups: answer, live: answer, topics: answer, relations: answer, access: answer },
    ...{ toView: asItIs, toWire: asItIs, localWords: () => ({ check: nothing }) },
  },
  part: () => ({ api: {} }),
};
