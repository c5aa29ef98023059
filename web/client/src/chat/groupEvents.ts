/** Somebody whom a tip names. */
export interface Named {
  readonly userID: string;
  /** Their nick, or their ID when they have none. */
  readonly name: string;
}

/** Somebody whom a tip is about. */
export interface Affected extends Named {
  /** For how long they cannot write, in seconds; 0: they can again; `null` where that is not what it tells. */
  readonly muteSeconds: number | null;
}

/** What became of a group's profile; `null` for what is as it was. */
export interface ProfileChange {
  readonly name: string | null;
  readonly notification: string | null;
  readonly introduction: string | null;
  readonly owner: Named | null;
  readonly isMutedForAll: boolean | null;
  readonly avatar: boolean;
  readonly joinOption: boolean;
  readonly inviteOption: boolean;
}

/** A message of a group that tells what happened in it. */
export interface TipContent {
  readonly kind: "tip";
  /** A `GRP_TIP_…` value. */
  readonly operation: number;
  readonly operator: Named;
  readonly members: readonly Affected[];
  /** For `GRP_TIP_GRP_PROFILE_UPDATED`. */
  readonly change: ProfileChange;
}

/** A notice of the system about a group. */
export interface NoticeContent {
  readonly kind: "notice";
  /** 1 applies, 4 put out, 5 ended, 7 added and so on, as the API numbers them. */
  readonly operation: number;
  /** Who did it; notices do not carry names. */
  readonly operatorID: string;
  /** The group's, or its ID when it has none. */
  readonly groupName: string;
  /** What whoever did it said, or the app's own text; '' for nothing. */
  readonly words: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads the payload of a tip. What is missing is left empty. */
export function tipOf(fields: Fields): TipContent | null {
  const operation = fields["operationType"];
  if (typeof operation !== "number") return null;
  const details = listIn(fields, "memberList");
  const operator = named(textIn(fields, "operatorID"), fieldsIn(fields, "operatorInfo"));
  const ids = Array.isArray(fields["userIDList"]) ? fields["userIDList"].filter((id) => typeof id === "string") : [];
  const members = ids.length > 0 ? ids : details.map((member) => textIn(member, "userID"));
  const changed = fieldsIn(fields, "newGroupProfile");
  const ownerID = textIn(changed, "ownerID");
  const detailOf = (userID: string): Fields =>
    details.find((member) => member["userID"] === userID) ??
    (userID === operator.userID ? { nick: operator.name } : {});
  return {
    kind: "tip",
    operation,
    operator,
    members: members.map((userID) => {
      const detail = detailOf(userID);
      const { muteTime } = detail;
      return { ...named(userID, detail), muteSeconds: typeof muteTime === "number" ? muteTime : null };
    }),
    change: {
      name: changedText(changed, "groupName"),
      notification: changedText(changed, "notification"),
      introduction: changedText(changed, "introduction"),
      owner: ownerID === "" ? null : named(ownerID, detailOf(ownerID)),
      isMutedForAll: typeof changed["muteAllMembers"] === "boolean" ? changed["muteAllMembers"] : null,
      avatar: "avatar" in changed,
      joinOption: "joinOption" in changed,
      inviteOption: "inviteOption" in changed,
    },
  };
}

/** Reads the payload of a notice. What is missing is left empty. */
export function noticeOf(fields: Fields): NoticeContent | null {
  const operation = fields["operationType"];
  if (typeof operation !== "number") return null;
  const group = fieldsIn(fields, "groupProfile");
  return {
    kind: "notice",
    operation,
    operatorID: textIn(fields, "operatorID"),
    groupName: textIn(group, "name") || textIn(group, "groupName") || textIn(group, "groupID"),
    words: textIn(fields, "userDefinedField") || textIn(fields, "handleMessage"),
  };
}

function named(userID: string, fields: Fields): Named {
  return { userID, name: textIn(fields, "nick") || userID };
}

function changedText(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" ? value : null;
}

function textIn(fields: Fields, name: string): string {
  return changedText(fields, name) ?? "";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsIn(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}

function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}
