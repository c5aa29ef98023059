import type { Dictionary } from "../i18n";
import { isEmojiOnly } from "../text/links";
import type { IconName } from "../ui/icons";
import type { Content } from "./content";

/** What a message comes down to in one line: its text, or its kind and what there is to say about it. */
export interface Preview {
  /** `null` for text. */
  readonly icon: IconName | null;
  readonly words: string;
}

/** A message in one line, in the language of the page. */
export function previewOf(content: Content, { kinds }: Dictionary): Preview {
  switch (content.kind) {
    case "text":
      return { icon: null, words: content.text };
    case "image":
      return { icon: "image", words: kinds.image };
    case "audio":
      return { icon: "microphone", words: kinds.audio };
    case "video":
      return { icon: "video", words: kinds.video };
    case "file":
      return { icon: "file", words: content.name || kinds.file };
    case "face":
      return { icon: null, words: isEmojiOnly(content.data) ? content.data : kinds.face };
    case "location":
      return { icon: "pin", words: content.description || kinds.location };
    case "custom":
      return { icon: null, words: content.description || kinds.custom };
    case "merger":
      return { icon: "messages", words: content.title || kinds.merger };
    case "unknown":
      return { icon: null, words: kinds.unknown };
  }
}
