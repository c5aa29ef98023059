import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { recall, remember } from "../../../client/src/preferences";
import { call, Refusal, type Credentials } from "./call";
import { readSignature } from "./signature";

// The signature is in this tab's memory and session storage, nowhere else: closing the tab forgets it.

/** Whoever is signed in. */
export interface Session extends Credentials {
  /** When the signature ends, milliseconds since 1970. */
  readonly expiresAt: number;
}

/** An unreadable signature, by the server's code. */
const MALFORMED = 70003;
const EXPIRED = 70001;
/** With these codes it is over, whatever is asked. */
const ENDING = new Set([EXPIRED, MALFORMED, 70009, 70013, 70014, 60010, 60012, 70020]);
/** The longest time that a timer of a browser takes. */
const LONGEST_TIMER = 2_147_483_647;

/** Who is signed in in this tab, `null` when nobody is. */
export const session: ShallowRef<Session | null> = shallowRef(null);

/** Why it ended without anybody wanting it. */
export const ending: Ref<Refusal | null> = ref(null);

const storage = (): Storage => sessionStorage;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Signs in, once the server has said that the signature is the administrator's.
 *
 * @throws Refusal
 */
export async function signIn(sdkAppID: number, userSig: string): Promise<void> {
  const signature = await readSignature(userSig);
  if (signature === null) throw new Refusal(MALFORMED, "");
  const wanted = { sdkAppID, userID: signature.userID, userSig, expiresAt: signature.expiresAt };
  await call(wanted, "settings/get", { Keys: ["app.enabled"] });
  begin(wanted);
}

/** Forgets the signature. */
export function signOut(): void {
  clearTimeout(timer);
  remember("console", null, storage);
  ending.value = null;
  session.value = null;
}

/**
 * Calls a command as whoever is signed in.
 *
 * @throws Refusal
 */
export async function ask<Answer>(command: string, body?: object): Promise<Answer> {
  const who = session.value;
  if (who === null) throw new Refusal(EXPIRED, "");
  try {
    return await call<Answer>(who, command, body);
  } catch (failure) {
    if (failure instanceof Refusal && ENDING.has(failure.code) && session.value === who) end(failure);
    throw failure;
  }
}

/** Goes on with what this tab remembers. */
export function resume(): void {
  const kept = recall("console", storage);
  if (kept === null) return;
  const known = JSON.parse(kept) as Session; // as `begin` wrote it
  if (known.expiresAt > Date.now()) begin(known);
  else end(new Refusal(EXPIRED, ""));
}

function begin(next: Session): void {
  remember("console", JSON.stringify(next), storage);
  ending.value = null;
  session.value = next;
  clearTimeout(timer);
  const left = Math.min(next.expiresAt - Date.now(), LONGEST_TIMER);
  timer = setTimeout(() => end(new Refusal(EXPIRED, "")), left);
}

function end(why: Refusal): void {
  signOut();
  ending.value = why;
}
