import type { Chat } from "@parley-im/chat";
import type { Timeline } from "./timeline";

/** What can be sent besides text. */
export type Draft =
  | { readonly kind: "face"; readonly index: number; readonly data: string }
  | {
      readonly kind: "location";
      readonly description: string;
      readonly latitude: number;
      readonly longitude: number;
    };

/** Sends what is not text. */
export class Outgoing {
  constructor(private readonly chat: Chat) {}

  /** Sends to the other side of a timeline. How it goes is told by the timeline's entries. */
  send(timeline: Timeline, drafts: readonly Draft[]): void {
    const { address } = timeline;
    for (const draft of drafts) {
      if (draft.kind === "face") {
        const { index, data } = draft;
        void timeline.post(this.chat.createFaceMessage({ ...address, payload: { index, data } }));
      } else {
        const { description, latitude, longitude } = draft;
        const payload = { description, latitude, longitude };
        void timeline.post(this.chat.createLocationMessage({ ...address, payload }));
      }
    }
  }
}
