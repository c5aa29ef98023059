import { shallowReactive } from "vue";
import { recall, remember } from "../../preferences";

/** So many voice messages are known to have been played, the latest ones. */
const MAX_PLAYED = 500;

const played = shallowReactive(new Set((recall("played") ?? "").split("\n").filter(Boolean)));
let current: HTMLMediaElement | null = null;

/** Whether a voice message was played in this browser. */
export function wasPlayed(id: string): boolean {
  return played.has(id);
}

/** Remembers that a voice message was played. */
export function setPlayed(id: string): void {
  if (played.has(id)) return;
  played.add(id);
  for (const oldest of [...played].slice(0, -MAX_PLAYED)) played.delete(oldest);
  remember("played", [...played].join("\n"));
}

/** One at a time: what was playing before pauses. */
export function playOnly(element: HTMLMediaElement): void {
  if (current !== element) current?.pause();
  current = element;
}
