import type { Message } from "@parley-im/chat";

/** The message that another one answers, as it was then. */
export interface Quote {
  readonly messageID: string;
  /** What it said, in one line. */
  readonly abstract: string;
  /** What its sender was called. */
  readonly sender: string;
}

/** How a quote names the kind of the message, and how long its abstract may be. */
const kinds: Readonly<Record<string, number>> = {
  TIMTextElem: 1,
  TIMCustomElem: 2,
  TIMImageElem: 3,
  TIMSoundElem: 4,
  TIMVideoFileElem: 5,
  TIMFileElem: 6,
  TIMLocationElem: 7,
  TIMFaceElem: 8,
  TIMRelayElem: 10,
};
const MAX_ABSTRACT = 100;
const VERSION = 1;

/** Reads the quote that comes with a message; `null` when there is none, or nothing that makes sense. */
export function quoteOf(cloudCustomData: string): Quote | null {
  const reply = parse(cloudCustomData)?.["messageReply"];
  if (!isFields(reply)) return null;
  const { messageID, messageAbstract, messageSender } = reply;
  if (typeof messageID !== "string" || messageID === "") return null;
  return {
    messageID,
    abstract: typeof messageAbstract === "string" ? messageAbstract : "",
    sender: typeof messageSender === "string" ? messageSender : "",
  };
}

/** What to send along with a message that answers another one, in the form that chat front ends share. */
export function quoting({ ID, type }: Message, abstract: string, sender: string): string {
  return JSON.stringify({
    messageReply: {
      messageID: ID,
      messageAbstract: shorten(abstract),
      messageSender: sender,
      messageType: kinds[type] ?? 0,
      version: VERSION,
    },
  });
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const characters = Array.from(line);
  return characters.length > MAX_ABSTRACT ? `${characters.slice(0, MAX_ABSTRACT).join("")}…` : line;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): Fields | null {
  if (!text.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
