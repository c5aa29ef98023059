import type { Message } from "@parley-im/chat";
import type { Dictionary } from "../i18n";
import { contentOf, isOfTheSystem } from "./content";
import { isVeiled, previewOf, veiledPreview } from "./preview";

type Abstracted = Pick<Message, "type" | "payload"> & Partial<Pick<Message, "flow" | "hasRiskContent">>;

/** What a message says in one line, without pictures: `Hello`, `[File] plan.pdf`, `[Photo]`; not what is veiled. */
export function abstractOf(
  { type, payload, flow, hasRiskContent: isRisky = false }: Abstracted,
  t: Dictionary,
): string {
  if (isVeiled({ isMine: flow === "out", isRisky })) return veiledPreview(t).words;
  const content = contentOf(type, payload);
  const { icon, words } = previewOf(content, t);
  const line = words.replace(/\s+/gu, " ").trim();
  if (icon === null || content.kind === "text" || isOfTheSystem(content)) return line;
  const label = t.kinds[content.kind];
  return line === label ? `[${label}]` : `[${label}] ${line}`;
}
