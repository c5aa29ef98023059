import type { Chat } from "@parley-im/chat";
import { expect, test } from "vitest";
import { isSearchable, keywordsOf, Search, type SearchQuery } from "../../src/chat/search";
import { message } from "./entries";

const nothing: SearchQuery = { text: "", kind: "any", sender: "anybody", from: "", to: "", conversationID: null };
type Options = NonNullable<Parameters<Chat["searchCloudMessages"]>[0]>;
type Found = Awaited<ReturnType<Chat["searchCloudMessages"]>>["data"];

function searching(found: Found): { search: Search; asked: Options[] } {
  const asked: Options[] = [];
  const chat = {
    searchCloudMessages: (options: Options) => {
      asked.push(options);
      return Promise.resolve({ code: 0, data: found });
    },
  };
  return { search: new Search(chat as unknown as Chat, "alice"), asked }; // it has what a search calls
}

test("words are split, counted once, and five of them at most", () => {
  expect(keywordsOf("  red  blue red ")).toEqual(["red", "blue"]);
  expect(keywordsOf("a b c d e f")).toHaveLength(5);
});

test("words, a kind or a sender are enough to search by; days are not", () => {
  expect(isSearchable(nothing)).toBe(false);
  expect(isSearchable({ ...nothing, from: "2026-11-24" })).toBe(false);
  expect(isSearchable({ ...nothing, text: "x" })).toBe(true);
  expect(isSearchable({ ...nothing, kind: "image" })).toBe(true);
  expect(isSearchable({ ...nothing, sender: "me" })).toBe(true);
});

test("all chats: each with its count, and with its message where there is one", async () => {
  const one = message(1);
  const { search, asked } = searching({
    totalCount: 2,
    cursor: "next",
    searchResultList: [
      { conversationID: "C2Cbob", messageCount: 1, messageList: [one] },
      { conversationID: "C2Ccleo", messageCount: 7, messageList: [] },
    ],
  });
  const page = await search.page({ ...nothing, text: "red blue", kind: "text", sender: "me" });
  expect(asked).toEqual([
    {
      keywordList: ["red", "blue"],
      keywordListMatchType: "and",
      senderUserIDList: ["alice"],
      messageTypeList: ["TIMTextElem"],
      count: 20,
      cursor: "",
    },
  ]);
  expect(page).toEqual({
    kind: "conversations",
    total: 2,
    cursor: "next",
    hits: [
      { conversationID: "C2Cbob", count: 1, message: one },
      { conversationID: "C2Ccleo", count: 7, message: null },
    ],
  });
});

test("one chat: its messages, of the peer, in a span of whole days", async () => {
  const { search, asked } = searching({
    totalCount: 1,
    cursor: "",
    searchResultList: [{ conversationID: "C2Cbob", messageCount: 1, messageList: [message(1)] }],
  });
  const query = { ...nothing, text: "x", sender: "peer", from: "2026-11-01", to: "2026-11-02" } as const;
  const page = await search.page({ ...query, conversationID: "C2Cbob" });
  expect(page.kind).toBe("messages");
  const [{ senderUserIDList, timePosition = 0, timePeriod = 0 } = {}] = asked;
  expect(senderUserIDList).toEqual(["bob"]);
  expect(new Date(timePosition * 1000).toString()).toContain("Nov 02 2026 23:59:59");
  expect(new Date((timePosition - timePeriod) * 1000).toString()).toContain("Nov 01 2026 00:00:00");
});
