/** How far an invitation has come, by what a signal says. */
export type SignalStep = "invited" | "cancelled" | "accepted" | "declined" | "busy" | "unanswered" | "ended";

/** A signal: somebody invites somebody, to a call as a rule, or says what became of that. */
export interface SignalContent {
  readonly kind: "signal";
  readonly step: SignalStep;
  /** What it invites to; `null` where its data does not say so. */
  readonly medium: "voice" | "video" | null;
  readonly inviter: string;
  /** Who are invited; of an answer, who gave it, and where there was none, who gave none. */
  readonly invitees: readonly string[];
  readonly isInGroup: boolean;
  /** How long the call took that ended; 0 for all others. */
  readonly seconds: number;
}

type Fields = Readonly<Record<string, unknown>>;

const steps: Readonly<Record<number, SignalStep>> = {
  1: "invited",
  2: "cancelled",
  3: "accepted",
  4: "declined",
  5: "unanswered",
};

/** Reads the data of a custom message; `null` if it is no signal. */
export function signalOf(data: unknown): SignalContent | null {
  const signal = fieldsIn(data);
  const { inviteID, actionType, inviter, inviteeList, groupID } = signal;
  const step = typeof actionType === "number" ? steps[actionType] : undefined;
  if (typeof inviteID !== "string" || typeof inviter !== "string" || step === undefined) return null;
  const { call_type: type, call_end: end, line_busy: busy } = fieldsIn(signal["data"]);
  const hasEnded = step === "invited" && typeof end === "number" && end >= 0;
  const isBusy = step === "declined" && busy !== undefined;
  return {
    kind: "signal",
    step: hasEnded ? "ended" : isBusy ? "busy" : step,
    medium: type === 1 ? "voice" : type === 2 ? "video" : null,
    inviter,
    invitees: Array.isArray(inviteeList) ? inviteeList.filter((userID) => typeof userID === "string") : [],
    isInGroup: typeof groupID === "string" && groupID !== "",
    seconds: hasEnded ? end : 0,
  };
}

/** The object that a text is; empty where it is none. */
function fieldsIn(text: unknown): Fields {
  try {
    const value: unknown = typeof text === "string" ? JSON.parse(text) : null;
    return typeof value === "object" && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}
