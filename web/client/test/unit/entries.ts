import type { Message } from "@parley-im/chat";
import type { Delivery, Entry } from "../../src/chat/entry";

/** A text message of bob's to alice, as the SDK hands it out. Of its fields those that the page reads. */
export function message(sequence: number, fields: Partial<Message> = {}): Message {
  const read: Partial<Message> = {
    ID: `m${sequence}`,
    type: "TIMTextElem",
    payload: { text: `text ${sequence}` },
    conversationID: "C2Cbob",
    from: "bob",
    to: "alice",
    flow: "in",
    time: 1_700_000_000 + sequence,
    sequence,
    status: "success",
    isPeerRead: false,
    readReceiptInfo: {},
    isRevoked: false,
    isModified: false,
    hasRiskContent: false,
    cloudCustomData: "",
  };
  return { ...read, ...fields } as Message;
}

/** A message as the page shows it. */
export function entry(id: string, time: number, isMine = false, delivery: Delivery = { kind: "received" }): Entry {
  const shown = {
    readers: null,
    isRevoked: false,
    isEdited: false,
    isRisky: false,
    quote: null,
    message: message(time),
  };
  return { id, content: { kind: "text", text: id }, isMine, time, position: time, delivery, ...shown };
}
