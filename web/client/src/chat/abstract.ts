import type { Message } from "@parley-im/chat";
import type { Dictionary } from "../i18n";
import { contentOf, isOfTheSystem } from "./content";
import { previewOf } from "./preview";

/** What a message says in one line, without pictures: `Hello`, `[File] plan.pdf`, `[Photo]`. */
export function abstractOf({ type, payload }: Pick<Message, "type" | "payload">, t: Dictionary): string {
  const content = contentOf(type, payload);
  const { icon, words } = previewOf(content, t);
  const line = words.replace(/\s+/gu, " ").trim();
  if (icon === null || content.kind === "text" || isOfTheSystem(content)) return line;
  const label = t.kinds[content.kind];
  return line === label ? `[${label}]` : `[${label}] ${line}`;
}
