import TencentCloudChat, { type Chat, type Message } from "@parley-im/chat";
import { peerOf } from "./conversation";

const { TYPES } = TencentCloudChat;

/** Most words that a search may have; what comes after them is left out. */
const MAX_KEYWORDS = 5;
const PAGE = 20;
/** The server takes two searches a second from one page. */
const PACE_MS = 550;

/** Kinds of messages that can be searched for; `any` are all of them. */
export const searchKinds = ["any", "text", "image", "video", "audio", "file", "location", "merger"] as const;
export type SearchKind = (typeof searchKinds)[number];

const types: Readonly<Record<Exclude<SearchKind, "any">, string>> = {
  text: TYPES.MSG_TEXT,
  image: TYPES.MSG_IMAGE,
  video: TYPES.MSG_VIDEO,
  audio: TYPES.MSG_AUDIO,
  file: TYPES.MSG_FILE,
  location: TYPES.MSG_LOCATION,
  merger: TYPES.MSG_MERGER,
};

/** Who wrote what is searched for; the peer can only be told from me where one conversation is searched. */
export type SearchSender = "anybody" | "me" | "peer";

/** What is searched for. */
export interface SearchQuery {
  readonly text: string;
  readonly kind: SearchKind;
  readonly sender: SearchSender;
  /** First and last day, as date fields give them (`2026-11-24`); '' for no end. */
  readonly from: string;
  readonly to: string;
  /** `null` for all conversations. */
  readonly conversationID: string | null;
}

/** The hits in one conversation; `message` where there is only one. */
export interface ConversationHits {
  readonly conversationID: string;
  readonly count: number;
  readonly message: Message | null;
}

export type SearchPage = {
  /** How many there are in all: conversations, or messages where one conversation is searched. */
  readonly total: number;
  /** Asks for the next page; '' at the end. */
  readonly cursor: string;
} & (
  | { readonly kind: "conversations"; readonly hits: readonly ConversationHits[] }
  | { readonly kind: "messages"; readonly hits: readonly Message[] }
);

/** The words of a query. */
export function keywordsOf(text: string): string[] {
  return [...new Set(text.split(/\s+/u).filter((word) => word !== ""))].slice(0, MAX_KEYWORDS);
}

/** Whether there is enough to search by: words, a sender or a kind. */
export function isSearchable({ text, kind, sender }: SearchQuery): boolean {
  return keywordsOf(text).length > 0 || kind !== "any" || sender !== "anybody";
}

/** Searches what the server holds, at the pace that it allows. */
export class Search {
  #next = 0;

  constructor(
    private readonly chat: Chat,
    private readonly userID: string,
  ) {}

  /** @throws what the SDK rejects with */
  async page(query: SearchQuery, cursor = "", now = Date.now()): Promise<SearchPage> {
    await this.#awaitTurn();
    const { conversationID } = query;
    const { data } = await this.chat.searchCloudMessages({ ...this.#filters(query, now), count: PAGE, cursor });
    const found = { total: data.totalCount, cursor: data.cursor };
    if (conversationID !== null) {
      return { ...found, kind: "messages", hits: data.searchResultList.flatMap((result) => result.messageList) };
    }
    const hits = data.searchResultList.map((result) => ({
      conversationID: result.conversationID,
      count: result.messageCount,
      message: result.messageList[0] ?? null,
    }));
    return { ...found, kind: "conversations", hits };
  }

  async #awaitTurn(): Promise<void> {
    const turn = Math.max(Date.now(), this.#next);
    this.#next = turn + PACE_MS;
    if (turn > Date.now()) await new Promise((resolve) => setTimeout(resolve, turn - Date.now()));
  }

  #filters(query: SearchQuery, now: number): Parameters<Chat["searchCloudMessages"]>[0] {
    const { conversationID, kind } = query;
    const peer = conversationID === null ? null : peerOf(conversationID);
    const sender = query.sender === "me" ? this.userID : query.sender === "peer" ? peer : null;
    return {
      keywordList: keywordsOf(query.text),
      keywordListMatchType: "and",
      ...(conversationID !== null && { conversationID }),
      ...(sender !== null && { senderUserIDList: [sender] }),
      ...(kind !== "any" && { messageTypeList: [types[kind]] }),
      ...period(query, now),
    };
  }
}

/** The span of days as the server takes it: its end, and how long it is. */
function period({ from, to }: SearchQuery, now: number): { timePosition?: number; timePeriod?: number } {
  const start = from === "" ? null : secondsOf(from, 0);
  const end = to === "" ? null : Math.min(secondsOf(to, 1) - 1, Math.floor(now / 1000));
  if (start === null) return end === null ? {} : { timePosition: end };
  const position = end ?? Math.floor(now / 1000);
  return { timePosition: position, timePeriod: Math.max(1, position - start) };
}

/** Midnight of a day of the reader's, or of one some days later. */
function secondsOf(date: string, later: number): number {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + later).getTime() / 1000;
}
