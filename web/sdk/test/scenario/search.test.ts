import { describe, expect, test } from "vitest";
import type { ChatError, SearchMessagesOptions, SearchMessagesResult } from "../../src/index";
import { EVENT, person, TYPES, until, type Person } from "./person";
import { setting } from "./rest";

/** Searches until the result fits, as the index follows within two seconds and only two calls a second are allowed. */
async function found(
  who: Person,
  options: SearchMessagesOptions,
  fits: (result: SearchMessagesResult) => boolean,
): Promise<SearchMessagesResult> {
  let last: SearchMessagesResult | undefined;
  let isAsking = false;
  return until(
    () => {
      if (last && fits(last)) return last;
      if (!isAsking) {
        isAsking = true;
        void who.chat
          .searchCloudMessages(options)
          .then(({ data }) => (last = data))
          .catch(() => undefined) // too many in a second
          .finally(() => (isAsking = false));
      }
      return undefined;
    },
    () => `a result of ${JSON.stringify(options)}, the last was ${JSON.stringify(last)}`,
  );
}

const texts = (result: SearchMessagesResult): unknown[] =>
  result.searchResultList.flatMap(({ messageList }) => messageList.map(({ payload }) => payload.text));

describe("searching the cloud", () => {
  test("counts conversations, and shows the message where there is one [searchCloudMessages#3] [searchCloudMessages#4] [searchCloudMessages#7]", async () => {
    const ann = await person();
    const bob = await person();
    const carol = await person();
    await ann.send("Lunch at noon?", bob);
    await ann.send("lunch it is", bob);
    await carol.send("No LUNCH for me", ann);
    await ann.send("dinner", carol);

    const result = await found(ann, { keywordList: ["lunch"] }, ({ totalCount }) => totalCount === 2);
    expect(result.cursor).toBe("");
    expect(result.searchResultList).toMatchObject([
      {
        conversationID: carol.conversationID,
        messageCount: 1,
        messageList: [{ payload: { text: "No LUNCH for me" } }],
      },
      { conversationID: bob.conversationID, messageCount: 2, messageList: [] },
    ]);
    const [hit] = result.searchResultList[0]?.messageList ?? [];
    expect(ann.chat.findMessage(hit?.ID ?? "")).toBe(hit);
  });

  test("pages through one conversation, newest first [searchCloudMessages#7] [searchCloudMessages#8] [searchCloudMessages#9] [searchCloudMessages#12]", async () => {
    const ann = await person();
    const bob = await person();
    for (let i = 0; i < 5; i++) await ann.send(`我们去吃饭吧 ${i}`, bob);
    const options = { keywordList: ["吃饭"], conversationID: bob.conversationID, count: 2 };

    const first = await found(ann, options, ({ totalCount }) => totalCount === 5);
    const second = await found(ann, { ...options, cursor: first.cursor }, () => true);
    const third = await found(ann, { ...options, cursor: second.cursor }, () => true);
    expect([first, second, third].map(texts)).toEqual([
      ["我们去吃饭吧 4", "我们去吃饭吧 3"],
      ["我们去吃饭吧 2", "我们去吃饭吧 1"],
      ["我们去吃饭吧 0"],
    ]);
    expect(first.searchResultList).toHaveLength(1);
    expect(first.searchResultList[0]?.messageCount).toBe(5);
    expect(first.cursor).not.toBe("");
    expect(third.cursor).toBe("");
  });

  test("finds by sender and by type, without keywords [searchCloudMessages#6] [searchCloudMessages#11]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.send("from ann", bob);
    await bob.send("from bob", ann);
    const conversationID = bob.conversationID;

    const sent = await found(ann, { senderUserIDList: [bob.userID], conversationID }, (it) => it.totalCount === 1);
    expect(texts(sent)).toEqual(["from bob"]);
    const typed = await found(ann, { messageTypeList: [TYPES.MSG_TEXT], conversationID }, (it) => it.totalCount === 2);
    expect(texts(typed)).toEqual(["from bob", "from ann"]);
    const files = await found(ann, { messageTypeList: [TYPES.MSG_FILE], conversationID }, () => true);
    expect(files).toEqual({ totalCount: 0, cursor: "", searchResultList: [] });
  });

  test("keeps to keywords, match type and time [searchCloudMessages#10] [searchCloudMessages#13]", async () => {
    const ann = await person();
    const bob = await person();
    const { time } = await ann.send("ＡＢＣ quality コーヒー 안녕하세요 😀", bob);
    const one = (options: SearchMessagesOptions): Promise<SearchMessagesResult> =>
      found(ann, options, ({ totalCount }) => totalCount === 1);
    const none = async (options: SearchMessagesOptions): Promise<void> => {
      expect((await found(ann, options, () => true)).totalCount).toBe(0);
    };

    for (const keyword of ["abc", "ALIT", "ヒー", "녕하", "😀"]) await one({ keywordList: [keyword] });
    await one({ keywordList: ["abc", "xyz"] });
    await none({ keywordList: ["abc", "xyz"], keywordListMatchType: "and" });
    await one({ keywordList: ["abc", "ty"], keywordListMatchType: "and" });
    await one({ keywordList: ["abc"], timePosition: time, timePeriod: 1 });
    await none({ keywordList: ["abc"], timePosition: time - 1 });
    await none({ keywordList: ["abc"], timePosition: time + 100, timePeriod: 50 });
  });

  test("is refused without options, too often, and when it is switched off [searchCloudMessages#1] [searchCloudMessages#2] [general#5]", async () => {
    const ann = await person();
    const options = { keywordList: ["x"] };
    await expect(ann.chat.searchCloudMessages()).rejects.toMatchObject({ code: 3153 });
    await expect(ann.chat.searchCloudMessages({})).rejects.toMatchObject({ code: 3153 });
    const calls = await Promise.allSettled([1, 2, 3].map(() => ann.chat.searchCloudMessages(options)));
    expect(calls.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(calls[2]).toMatchObject({ reason: { code: 2996 } });

    const restore = await setting("search.cloud", false);
    try {
      await ann.event(EVENT.SERVER_CONFIG_UPDATED, ({ config }) => config.disabled.includes("search.cloud"));
      await expect(ann.chat.searchCloudMessages(options)).rejects.toMatchObject({ code: 3122 });
    } finally {
      await restore();
    }
  });

  test("throws for what cannot be searched by [searchCloudMessages#6] [searchCloudMessages#11] [general#3]", async () => {
    const { chat } = await person();
    const wrong: unknown[] = [
      { conversationID: "C2Cbob" },
      { keywordList: [" "] },
      { keywordList: "x" },
      { keywordList: [], senderUserIDList: [] },
      { keywordList: ["x"], keywordListMatchType: "none" },
      { messageTypeList: [TYPES.MSG_FACE] },
      { messageTypeList: [TYPES.MSG_GRP_TIP] },
      { keywordList: ["x"], count: 0 },
      { keywordList: ["x"], timePosition: -1 },
    ];
    for (const options of wrong) {
      expect(() => chat.searchCloudMessages(options as SearchMessagesOptions), JSON.stringify(options)).toThrow(
        "Params validate failed.",
      );
    }
  });

  test("cuts what is too long, and refuses a cursor of another search [general#6]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.send("six", bob);
    await ann.send("six again", bob);
    const conversationID = bob.conversationID;
    const page = await found(ann, { keywordList: ["six"], conversationID, count: 1 }, (it) => it.totalCount === 2);
    const keywordList = ["1st", "2nd", "3rd", "4th", "5th", "six"];
    expect((await found(ann, { keywordList }, () => true)).totalCount).toBe(0);
    const other = { keywordList: ["again"], conversationID, cursor: page.cursor };
    let code = 2996; // too many in a second, at first
    while (code === 2996) {
      code = await ann.chat.searchCloudMessages(other).then(
        () => 0,
        (error: unknown) => (error as ChatError).code,
      );
    }
    expect(code).toBe(20001);
  });
});
