import type { Chat, Message, SendMessageOptions } from "@parley-im/chat";
import { afterEach, describe, expect, test, vi } from "vitest";
import { toRecording, type Attachment } from "../../src/chat/attachment";
import { Limits } from "../../src/chat/limits";
import { Timeline } from "../../src/chat/timeline";
import { Uploads } from "../../src/chat/uploads";
import { message } from "./entries";

interface Options {
  readonly payload: { readonly file: File };
  readonly onProgress: (part: number) => void;
}

/** A stand-in for the SDK: uploads that go on and end when a test says so. */
class FakeChat {
  readonly sent: string[] = [];
  readonly #progress = new Map<string, (part: number) => void>();
  readonly #ends = new Map<string, (error?: Error) => void>();
  #stored = 0;

  createFileMessage = ({ payload: { file }, onProgress }: Options): Message => {
    this.#progress.set(file.name, onProgress);
    const payload = { fileName: file.name, fileSize: file.size, fileUrl: "blob:here" };
    return message(0, { ID: file.name, type: "TIMFileElem", payload, flow: "out", status: "unSend" });
  };
  createAudioMessage = this.createFileMessage;

  sendMessage(sending: Message, { signal }: SendMessageOptions): Promise<void> {
    this.sent.push(sending.ID);
    return new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () =>
        this.end(sending.ID, Object.assign(new Error("cancelled"), { code: 2400 })),
      );
      this.#ends.set(sending.ID, (error) => {
        Object.assign(sending, error ? { status: "fail" } : { status: "success", sequence: ++this.#stored });
        if (error) reject(error);
        else resolve();
      });
    });
  }

  resendMessage(sending: Message, options: SendMessageOptions): Promise<void> {
    return this.sendMessage(sending, options);
  }

  progress(id: string, part: number): void {
    this.#progress.get(id)?.(part);
  }

  end(id: string, error?: Error): void {
    this.#ends.get(id)?.(error);
    this.#ends.delete(id);
  }
}

let lastID = 0;
const file = (name: string): Attachment => ({ id: ++lastID, kind: "file", file: new File(["x"], name), preview: "" });
const largest = { image: 1, audio: 1, video: 1, file: 1 };

function setUp(): { chat: FakeChat; timeline: Timeline; uploads: Uploads; limits: Limits } {
  const chat = new FakeChat();
  const limits = new Limits(largest);
  const sdk = chat as unknown as Chat; // the fake has what sending files calls
  return { chat, limits, timeline: new Timeline(sdk, "C2Cbob"), uploads: new Uploads(sdk, limits) };
}

const shown = (timeline: Timeline): string[] =>
  timeline.entries.value.map(({ id, delivery }) =>
    delivery.kind === "sending" ? `${id} ${delivery.uploaded ?? "-"}` : `${id} ${delivery.kind}`,
  );

afterEach(() => vi.unstubAllGlobals());

describe("files that were chosen together", () => {
  test("are there at once and go one after the other", async () => {
    const { chat, timeline, uploads } = setUp();
    const sending = uploads.send(timeline, [file("a"), file("b"), file("c")]);
    expect(shown(timeline)).toEqual(["a 0", "b 0", "c 0"]);
    expect(chat.sent).toEqual(["a"]);
    expect(uploads.isBusy).toBe(true);
    chat.progress("a", 0.5);
    expect(shown(timeline)).toEqual(["a 0.5", "b 0", "c 0"]);
    chat.end("a");
    await vi.waitFor(() => expect(chat.sent).toEqual(["a", "b"]));
    expect(shown(timeline)).toEqual(["a sent", "b 0", "c 0"]);
    chat.end("b");
    await vi.waitFor(() => expect(chat.sent).toEqual(["a", "b", "c"]));
    chat.end("c");
    await sending;
    expect(shown(timeline)).toEqual(["a sent", "b sent", "c sent"]);
    expect(uploads.isBusy).toBe(false);
  });

  test("go on after one that failed, which stays in its place", async () => {
    const { chat, timeline, uploads } = setUp();
    const sending = uploads.send(timeline, [file("a"), file("b")]);
    chat.end("a", Object.assign(new Error("interrupted"), { code: 2400 }));
    await vi.waitFor(() => expect(chat.sent).toEqual(["a", "b"]));
    chat.end("b");
    await sending;
    expect(shown(timeline)).toEqual(["a failed", "b sent"]);
  });

  test("do not wait for those of before", () => {
    const { chat, timeline, uploads } = setUp();
    void uploads.send(timeline, [file("film"), file("more")]);
    void uploads.send(timeline, [toRecording(new File(["x"], "voice"), 2_000)]);
    expect(chat.sent).toEqual(["film", "voice"]);
    expect(shown(timeline)).toEqual(["film 0", "more 0", "voice 0"]);
  });
});

describe("cancelling", () => {
  test("one that waits: it is never sent", async () => {
    const { chat, timeline, uploads } = setUp();
    const sending = uploads.send(timeline, [file("a"), file("b")]);
    uploads.cancel(timeline, "b");
    expect(shown(timeline)).toEqual(["a 0"]);
    chat.end("a");
    await sending;
    expect(chat.sent).toEqual(["a"]);
  });

  test("the one under way: it is gone, and the next one's turn comes", async () => {
    const { chat, timeline, uploads } = setUp();
    void uploads.send(timeline, [file("a"), file("b")]);
    chat.progress("a", 0.9);
    uploads.cancel(timeline, "a");
    await vi.waitFor(() => expect(chat.sent).toEqual(["a", "b"]));
    expect(shown(timeline)).toEqual(["b 0"]);
  });

  test("too late: the message that was stored comes back", async () => {
    const { chat, timeline, uploads } = setUp();
    const sending = uploads.send(timeline, [file("a")]);
    chat.end("a");
    uploads.cancel(timeline, "a");
    expect(shown(timeline)).toEqual([]);
    await sending;
    expect(shown(timeline)).toEqual(["a sent"]);
  });
});

test("a failed one is tried again with progress", async () => {
  const { chat, timeline, uploads } = setUp();
  const sending = uploads.send(timeline, [file("a")]);
  chat.end("a", Object.assign(new Error("interrupted"), { code: 2400 }));
  await sending;
  const failed = timeline.entries.value[0] ?? expect.unreachable();
  const retrying = uploads.retry(timeline, failed);
  chat.progress("a", 0.75);
  expect(shown(timeline)).toEqual(["a 0.75"]);
  chat.end("a");
  await retrying;
  expect(shown(timeline)).toEqual(["a sent"]);
});

test("a refusal for the size asks for the limit, since it has changed", async () => {
  const { chat, timeline, uploads, limits } = setUp();
  const now = { ...largest, file: 7 };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ sdkAppID: 1, dev: false, largest: now })));
  const sending = uploads.send(timeline, [file("a")]);
  chat.end("a", Object.assign(new Error("too large"), { code: 2402 }));
  await sending;
  expect(timeline.entries.value[0]?.delivery).toEqual({ kind: "failed", code: 2402 });
  expect(limits.largest.value).toEqual(now);
});

test("addresses of files are read anew from the messages, and nothing else is made anew", () => {
  const { timeline } = setUp();
  const image = message(1, {
    ID: "file",
    type: "TIMFileElem",
    payload: { fileName: "a", fileSize: 1, fileUrl: "http://server/a?t=old" },
  });
  timeline.announce([image, message(2)]);
  const [, text] = timeline.entries.value;
  image.payload["fileUrl"] = "http://server/a?t=new";
  timeline.renew();
  expect(timeline.entries.value.map(({ content }) => ("url" in content ? content.url : ""))).toEqual([
    "http://server/a?t=new",
    "",
  ]);
  expect(timeline.entries.value[1]).toBe(text);
});
