import type { Component } from "vue";
import type { Content } from "../../chat/content";
import { isEmojiOnly } from "../../text/links";
import AudioKind from "./AudioKind.vue";
import CustomKind from "./CustomKind.vue";
import FaceKind from "./FaceKind.vue";
import FileKind from "./FileKind.vue";
import ImageKind from "./ImageKind.vue";
import LocationKind from "./LocationKind.vue";
import MergerKind from "./MergerKind.vue";
import SystemKind from "./SystemKind.vue";
import TextKind from "./TextKind.vue";
import UnknownKind from "./UnknownKind.vue";
import VideoKind from "./VideoKind.vue";

/**
 * The component that shows each kind. It is given `content`, `id` and `message` of its message, `isMine`, and `uploaded`
 * while its file is on its way; what it does not declare it must not pass on to its element (`inheritAttrs`).
 */
export const components: Readonly<Record<Content["kind"], Component>> = {
  text: TextKind,
  image: ImageKind,
  audio: AudioKind,
  video: VideoKind,
  file: FileKind,
  face: FaceKind,
  location: LocationKind,
  custom: CustomKind,
  merger: MergerKind,
  signal: SystemKind,
  tip: SystemKind,
  notice: SystemKind,
  unknown: UnknownKind,
};

/**
 * How a bubble stands around its content: `text` flows around the time, `card` has the time below, `media` fills the
 * bubble up to its edges with the time on top of it, `bare` needs no bubble.
 */
export type Look = "text" | "card" | "media" | "bare";

export function lookOf(content: Content): Look {
  switch (content.kind) {
    case "text":
      return isEmojiOnly(content.text) ? "bare" : "text";
    case "image":
    case "video":
      return "media";
    case "audio":
    case "file":
    case "location":
    case "merger":
      return "card";
    case "face":
      return "bare";
    case "custom":
    case "signal":
    case "tip":
    case "notice":
    case "unknown":
      return "text";
  }
}
