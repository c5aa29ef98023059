import type { Dictionary } from "../i18n";
import { duration } from "../text/amounts";
import type { SignalContent } from "./signals";
import { objects, subject, type Reader } from "./groupWords";

/** What a signal says, in words: "Ann called · no answer". */
export function signalWords(signal: SignalContent, reader: Reader, t: Dictionary): string {
  const { step, medium, inviter, invitees, isInGroup, seconds } = signal;
  const words = t.calls;
  if (step === "ended") return words.ended(duration(seconds));
  const who = subject({ userID: inviter, name: reader.nameOf(inviter) }, reader, t);
  const begun = { voice: words.called, video: words.videoCalled }[medium ?? "voice"];
  const beginning = medium === null ? words.invited(who) : begun(who);
  if (step === "invited") return beginning;
  const people = invitees.map((userID) => ({ userID, name: reader.nameOf(userID) }));
  // Of two, everybody knows who answers; and who cancels has invited.
  const isOfMany = isInGroup && step !== "cancelled" && people.length > 0;
  return `${beginning} · ${isOfMany ? words.by[step](objects(people, reader, t)) : words.outcomes[step]}`;
}
