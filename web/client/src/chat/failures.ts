import type { Dictionary } from "../i18n";

type Words = Exclude<keyof Dictionary["errors"], "other" | "tooLarge">;

/** The words for the codes that people meet; every other code is shown as a number. */
const words: ReadonlyMap<number, Words> = new Map<number, Words>([
  [70001, "userSigExpired"],
  [70052, "userSigExpired"],
  [70003, "userSigWrong"],
  [70009, "userSigWrong"],
  [2003, "userSigWrong"],
  [70013, "userSigOther"],
  [70014, "userSigOther"],
  [70050, "tooFast"],
  [70051, "blocked"],
  [2002, "userIDWrong"],
  [70016, "appUnknown"],
  [70020, "appUnknown"],
  [60020, "appDisabled"],
  [2800, "network"],
  [2801, "network"],
  [2805, "network"],
  [3000, "stillConnecting"],
  [2996, "tooFast"],
  [2501, "userUnknown"],
  [20003, "userUnknown"],
  [70107, "userUnknown"],
  [2503, "userIDWrong"],
  [2106, "self"],
  [20006, "refused"],
  [20007, "refused"],
  [20009, "refused"],
  [80002, "tooLong"],
  [80001, "blockedText"],
  [3123, "blockedText"],
  [80004, "blockedFile"],
  [60022, "busy"],
  [20016, "recallTooLate"],
  [10031, "recallTooLate"],
  [10041, "recallTooLate"],
  [20022, "gone"],
  [20023, "gone"],
  [20026, "gone"],
  [2480, "conflict"],
  [23005, "reactionsFull"],
  [23006, "reactionsFull"],
  [3122, "switchedOff"],
  [2100, "interrupted"],
  [2300, "interrupted"],
  [2350, "interrupted"],
  [2400, "interrupted"],
  [2108, "emptyFile"],
  [2252, "wrongFile"],
  [2352, "wrongFile"],
  [2040, "cannotUpload"],
  [2041, "cannotUpload"],
  [10007, "groupForbidden"],
  [10009, "ownerStays"],
  [10010, "groupUnknown"],
  [10015, "groupUnknown"],
  [2603, "groupUnknown"],
  [2602, "groupIDWrong"],
  [10021, "groupIDTaken"],
  [10025, "groupIDTaken"],
  [10014, "groupFull"],
  [10038, "groupFull"],
  [10037, "tooManyGroups"],
  [10036, "tooManyGroups"],
  [10019, "userUnknown"],
  [10013, "memberAlready"],
  [10016, "groupRefused"],
  [10017, "muted"],
  [2623, "notInGroup"],
  [10024, "decidedAlready"],
  [30003, "userUnknown"],
  [2700, "noFriend"],
  [30520, "friendAlready"],
  [30516, "noRequests"],
  [30515, "blockedByMe"],
  [30525, "blockedByThem"],
  [30540, "tooFast"],
  [30614, "requestGone"],
  [2716, "requestGone"],
  [30010, "listFull"],
  [30011, "listFull"],
  [30012, "listFull"],
  [30013, "listFull"],
  [30014, "theirListFull"],
  [2710, "nameTaken"],
]);

/** The code of whatever an SDK call rejected with; 0 when it has none. */
export function codeOf(error: unknown): number {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : 0;
  return typeof code === "number" ? code : 0;
}

/** A sentence for people about a code. */
export function describe(code: number, t: Dictionary): string {
  const known = words.get(code);
  return known === undefined ? t.errors.other(code) : t.errors[known];
}

/** The codes of an app's own back end, from and to: of messages, in groups, of friends. */
const OF_APP = [
  [120_001, 130_000],
  [10_100, 10_200],
  [38_000, 39_000],
] as const;

/** What the app's back end says about what it refused; `null` where it was not that, or says nothing. */
export function saidByApp(error: unknown): string | null {
  const code = codeOf(error);
  const isOfApp = OF_APP.some(([from, to]) => code >= from && code <= to);
  return isOfApp && error instanceof Error && error.message !== "" ? error.message : null;
}

/** A sentence for people about whatever an SDK call rejected with. */
export function explain(error: unknown, t: Dictionary): string {
  return saidByApp(error) ?? describe(codeOf(error), t);
}

/** Whether a call failed because nothing could be reached, so that trying again later makes sense. */
export function isNetworkFailure(code: number): boolean {
  return code === 2800 || code === 2801 || code === 2805;
}
