import { inject, type InjectionKey } from "vue";
import type { ImageContent, VideoContent } from "../../chat/content";

/** A picture or video that can be looked at in full. */
export interface Viewed {
  /** Of its message. */
  readonly id: string;
  readonly content: ImageContent | VideoContent;
  /** Who sent it and when, in words. */
  readonly caption: string;
}

/** Opens the picture or video of a message in full. */
export type View = (id: string) => void;

/** Under this key it reaches the messages whose pictures and videos belong together. */
export const viewKey: InjectionKey<View> = Symbol("view");

export function useView(): View {
  return inject(viewKey, () => undefined);
}
