import { onTestFinished } from "vitest";
import { person, type Person } from "./person";
import { setting } from "./rest";

/** Lets users have three instances at once, for this test. */
export async function allowInstances(): Promise<void> {
  onTestFinished(await setting("login.maxWebInstances", 3));
}

/** Somebody new at two instances at once. */
export async function atTwo(): Promise<[Person, Person]> {
  await allowInstances();
  const one = await person();
  return [one, await person(one.userID)];
}
