import type { Content } from "../../chat/content";
import type { Viewed } from "./viewer";

/** What can be looked at in full of a message: itself, if it is a picture or a video that can be had. */
export function toViewed(id: string, content: Content, caption: string): Viewed[] {
  if (content.kind === "image" && content.original.url !== "") return [{ id, content, caption }];
  return content.kind === "video" && content.url !== "" ? [{ id, content, caption }] : [];
}
