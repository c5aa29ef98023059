import { checkPeople, MAX_ADDED } from "../chat/groups";
import type { Dictionary } from "../i18n";

/** What is wrong with a list of people, in words; `null` for nothing. */
export function peopleError(userIDs: readonly string[], me: string, { newGroup }: Dictionary): string | null {
  const problem = checkPeople(userIDs, me);
  if (problem === null) return null;
  return problem.kind === "invalid" ? newGroup.badMember(problem.userID) : newGroup.tooManyMembers(MAX_ADDED);
}
