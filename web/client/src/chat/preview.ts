import type { Dictionary } from "../i18n";
import { isEmojiOnly } from "../text/links";
import type { IconName } from "../ui/icons";
import { signalWords } from "./signalWords";
import type { Content } from "./content";
import { noticeWords, tipWords, type Reader } from "./groupWords";

/** What a message comes down to in one line: its text, or its kind and what there is to say about it. */
export interface Preview {
  /** `null` for text. */
  readonly icon: IconName | null;
  readonly words: string;
}

/** Who reads where nobody is named. */
const anybody: Reader = { userID: "", nameOf: (userID) => userID };

const signalIcons = { voice: "phone", video: "video" } as const;

/** A message with what lists and screen readers need to know of it. */
export interface Previewed {
  readonly content: Content;
  readonly isMine: boolean;
  /** Moderation objects to it, since it is out. */
  readonly isRisky: boolean;
}

/** Whether a message is only shown to who asks for it. */
export function isVeiled({ isMine, isRisky }: Omit<Previewed, "content">): boolean {
  return isRisky && !isMine;
}

/** What stands for a message that is veiled. */
export function veiledPreview(t: Dictionary): Preview {
  return { icon: "shield", words: t.chat.risky };
}

/** A message in one line, as lists show it and screen readers speak it: not what the page veils. */
export function previewOfMessage(message: Previewed, t: Dictionary, reader: Reader): Preview {
  return isVeiled(message) ? veiledPreview(t) : previewOf(message.content, t, reader);
}

/** A message in one line, in the language of the page. */
export function previewOf(content: Content, t: Dictionary, reader: Reader = anybody): Preview {
  const { kinds } = t;
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
    case "signal":
      return {
        icon: content.medium === null ? "bell" : signalIcons[content.medium],
        words: signalWords(content, reader, t),
      };
    case "tip":
      return { icon: null, words: tipWords(content, reader, t) };
    case "notice":
      return { icon: null, words: noticeWords(content, reader, t) };
    case "unknown":
      return { icon: null, words: kinds.unknown };
  }
}
