import { describe, expect, test } from "vitest";
import { quoteOf, quoting } from "../../src/chat/quote";
import { message } from "./entries";

describe("a quote", () => {
  test("is read as it was written", () => {
    const sent = quoting(message(7), "Shall we\nmeet?", "Bob");
    expect(JSON.parse(sent)).toEqual({
      messageReply: {
        messageID: "m7",
        messageAbstract: "Shall we meet?",
        messageSender: "Bob",
        messageType: 1,
        version: 1,
      },
    });
    expect(quoteOf(sent)).toEqual({ messageID: "m7", abstract: "Shall we meet?", sender: "Bob" });
  });

  test("is short, whatever it quotes", () => {
    const abstract = quoteOf(quoting(message(1), "👩‍👩‍👧".repeat(100), "Bob"))?.abstract ?? "";
    expect(Array.from(abstract)).toHaveLength(101);
    expect(abstract.endsWith("…")).toBe(true);
  });

  test.each(["", "{", "null", "[]", '"text"', '{"messageReply":null}', '{"messageReply":{"messageID":7}}', "{}"])(
    "is not seen in %j",
    (data) => expect(quoteOf(data)).toBeNull(),
  );

  test("may lack everything but the message", () => {
    expect(quoteOf('{"messageReply":{"messageID":"m1","messageAbstract":5}}')).toEqual({
      messageID: "m1",
      abstract: "",
      sender: "",
    });
  });
});
