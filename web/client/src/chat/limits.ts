import { shallowRef, type ShallowRef } from "vue";
import type { Dictionary } from "../i18n";
import { fileSize } from "../text/amounts";
import { describe } from "./failures";
import { loadPageConfig, type FileKind, type Largest } from "./server";

/** What the SDK rejects with when a file is larger than the server allows for its kind. */
const refusals: ReadonlyMap<number, FileKind> = new Map<number, FileKind>([
  [2253, "image"],
  [2301, "audio"],
  [2351, "video"],
  [2402, "file"],
]);

/** Whether a send was refused for the size of its file. */
export function isTooLarge(code: number): boolean {
  return refusals.has(code);
}

/** A sentence about a code of a send: one about a file that is too large names the limit. */
export function describeSend(code: number, largest: Largest, t: Dictionary, locale: string): string {
  const kind = refusals.get(code);
  return kind === undefined ? describe(code, t) : t.errors.tooLarge(fileSize(largest[kind], locale));
}

/** How large files may be. An operator can change it at any time. */
export class Limits {
  readonly largest: ShallowRef<Largest>;

  constructor(first: Largest) {
    this.largest = shallowRef(first);
  }

  /** Asks the server again; if it does not answer, what it said last is kept. */
  async refresh(): Promise<void> {
    try {
      this.largest.value = (await loadPageConfig()).largest;
    } catch {
      // The next refusal asks again.
    }
  }
}
