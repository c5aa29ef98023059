import type { Group, GroupChange } from "./groups";

/** A group's profile while it is edited. */
export interface Edit {
  Name: string;
  Introduction: string;
  Notification: string;
  FaceUrl: string;
  MaxMemberNum: number;
  isMuted: boolean;
}

export function editOf(group: Group): Edit {
  const { Name, Introduction, Notification, FaceUrl, MaxMemberNum } = group;
  return { Name, Introduction, Notification, FaceUrl, MaxMemberNum, isMuted: group.MuteAllMember === "On" };
}

/** What is different: nothing else is sent, so that what others changed meanwhile stays. */
export function changeOf(group: Group, edit: Edit): GroupChange {
  const { isMuted, ...fields } = edit;
  const all = { ...fields, MuteAllMember: isMuted ? "On" : "Off" } as const;
  return Object.fromEntries(Object.entries(all).filter(([field, value]) => value !== group[field as keyof Group]));
}
