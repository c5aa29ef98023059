import { ErrorCode, Limits, TYPES, type SimplifiedMessage as WireMessage } from "../generated/protocol";
import type * as api from "../api";
import type { Create } from "./creating";
import { ChatError, toChatError } from "./errors";
import { isOfTheSystem } from "./groupView";
import type { Logger } from "./logger";
import { Message } from "./message";
import { copied, utf8Size } from "./scope";
import type { Session } from "./session";

/** Merged messages that are too large to travel themselves. */
export interface Mergers {
  /** As it can be sent: with a key in place of the list where that is too large (`createMergerMessage#5`). */
  sendable(payload: api.MergerPayload): Promise<api.MergerPayload>;
  readonly api: api.MergerApi;
}

/** Of one request, so that with its frame it stays below what the server takes. */
const PART_BYTES = 49_152;
/** Merged messages inside of each other in one frame; more would be too deep JSON for the server. */
const INLINE_LAYERS = 8;

/** @param addressed - a payload with the addresses of the files in it */
export function createMergers(
  session: Pick<Session, "call">,
  log: Logger,
  create: Create,
  addressed: (payload: api.MergerPayload) => api.Payload,
): Mergers {
  async function store(messages: readonly api.SimplifiedMessage[]): Promise<{ key: string; isOverLimit: boolean }> {
    let key: string | undefined;
    for (const part of parts(messages)) {
      // the app's view of these messages has the form of the wire's
      const request = { after: key, messageList: part as readonly WireMessage[] };
      const { downloadKey, layersOverLimit } = await session.call("message.storeMerger", request);
      if (layersOverLimit) return { key: "", isOverLimit: true };
      key = downloadKey;
    }
    return { key: key ?? "", isOverLimit: false };
  }

  async function sendable(payload: api.MergerPayload): Promise<api.MergerPayload> {
    const messageList: api.SimplifiedMessage[] = [];
    for (const message of payload.messageList) {
      const messageBody: api.SimplifiedMessage["messageBody"] = [];
      for (const element of message.messageBody) {
        const inner = asMerger(element);
        messageBody.push(inner ? { type: element.type, payload: { ...(await sendable(inner)) } } : element);
      }
      messageList.push({ ...message, messageBody });
    }
    const whole = { ...payload, messageList };
    if (mergers(whole).some(({ layersOverLimit }) => layersOverLimit)) {
      return { ...payload, messageList: [], downloadKey: "", layersOverLimit: true }; // `createMergerMessage#6`
    }
    const isSmall = utf8Size(JSON.stringify(whole)) <= Limits.MERGER_INLINE_BYTES && layers(whole) <= INLINE_LAYERS;
    if (isSmall || !messageList.length) return whole;
    const { key, isOverLimit } = await store(messageList);
    return { ...payload, messageList: [], downloadKey: key, layersOverLimit: isOverLimit };
  }

  async function complete(payload: api.MergerPayload): Promise<api.MergerPayload> {
    const messageList: api.SimplifiedMessage[] = [];
    for (let key: string | undefined = payload.downloadKey; key;) {
      const part: { messageList: readonly WireMessage[]; before?: string } = await session.call(
        "message.downloadMerger",
        { downloadKey: key },
      );
      messageList.unshift(...(part.messageList as unknown as api.SimplifiedMessage[])); // the same form
      key = part.before;
    }
    return { ...payload, messageList, downloadKey: "" };
  }

  async function download(message: api.Message): Promise<api.DownloadedMerger> {
    if (message.type !== TYPES.MSG_MERGER) {
      throw new ChatError(
        ErrorCode.MSG_MERGER_TYPE_INVALID,
        `message ${message.ID} is of type ${message.type}, expected a merged one`,
      );
    }
    const payload = message.payload as unknown as api.MergerPayload; // by its type
    if (!payload.downloadKey) {
      throw new ChatError(ErrorCode.MSG_MERGER_KEY_INVALID, `message ${message.ID} has its messages already`);
    }
    try {
      message.payload = addressed(await complete(payload));
    } catch (failure) {
      throw new ChatError(ErrorCode.MSG_MERGER_DOWNLOAD_FAIL, toChatError(failure, ErrorCode.NETWORK_ERROR).message);
    }
    return asResponse(message);
  }

  /** Refuses what cannot be in a merged message. */
  function mergeable(message: api.Message): void {
    const problem = !(message instanceof Message)
      ? "is no message of this SDK"
      : isOfTheSystem(message)
        ? "is a tip or notice of the system"
        : message.status === "fail" // `createMergerMessage#1`
          ? "could not be sent"
          : "";
    if (!problem) return;
    log.error(`createMergerMessage: an element ${problem}`);
    throw new Error("Params validate failed.");
  }

  return {
    sendable,
    api: {
      downloadMergerMessage: download,
      createMergerMessage(options) {
        const { messageList, title = "", abstractList = [], compatibleText } = options.payload;
        messageList.forEach(mergeable);
        return create(TYPES.MSG_MERGER, options, {
          title,
          abstractList: [...abstractList],
          compatibleText,
          messageList: messageList.map(simplified),
          downloadKey: "",
          pbDownloadKey: "",
          version: 1,
          layersOverLimit: false,
        });
      },
    },
  };
}

function parts(messages: readonly api.SimplifiedMessage[]): api.SimplifiedMessage[][] {
  const all: api.SimplifiedMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = utf8Size(JSON.stringify(message));
    if (size > room) {
      all.push([]);
      room = PART_BYTES;
    }
    room -= size;
    all.at(-1)?.push(message);
  }
  return all;
}

const asMerger = ({ type, payload }: { type: string; payload: api.Payload }): api.MergerPayload | undefined =>
  type === TYPES.MSG_MERGER ? (payload as unknown as api.MergerPayload) : undefined; // by its type

const mergers = ({ messageList }: api.MergerPayload): api.MergerPayload[] =>
  messageList
    .flatMap(({ messageBody }) => messageBody)
    .map((element) => asMerger(element))
    .filter((inner) => inner !== undefined);

const layers = (payload: api.MergerPayload): number =>
  1 + mergers(payload).reduce((most, inner) => Math.max(most, layers(inner)), 0);

/** A message as it is inside a merged one (`createMergerMessage#4`). */
export function simplified(message: api.Message): api.SimplifiedMessage {
  const { ID, from, nick, avatar, time, cloudCustomData, type, payload, to } = message;
  const isGroup = message.conversationType === TYPES.CONV_GROUP;
  return {
    ID,
    from,
    nick,
    avatar,
    time,
    cloudCustomData,
    messageBody: [{ type, payload: copied(payload) }],
    messageSender: from,
    messageReceiver: to,
    ...(isGroup ? { receiverGroupID: to } : { receiverUserID: to }),
    messageSequence: message.sequence,
    clientSequence: message.clientSequence,
    messageRandom: message.random,
    clientTime: message.clientTime,
  };
}

/** The message itself, which code that expects a response may read as one; the two fields are not enumerable. */
const asResponse = (message: api.Message): api.DownloadedMerger =>
  Object.defineProperties(message, {
    code: { value: 0, configurable: true },
    data: { value: message, configurable: true },
  }) as api.DownloadedMerger;
