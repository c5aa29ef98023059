import { ErrorCode, TYPES, type Media as Uploaded, type MediaKind } from "../generated/protocol";
import type * as api from "../api";
import type { Create } from "./creating";
import { ChatError, toChatError } from "./errors";
import { isObject } from "./kinds";
import type { Logger } from "./logger";
import type { MediaAccess } from "./mediaAccess";
import { blobOf, extensionsOf, openFile, type GivenFile } from "./mediaFile";
import { imageFormat, isMedia, mediaView, snapshotFields, toView, uploadedPayload, uuidOf } from "./mediaPayload";
import { snapshotOf } from "./mediaSnapshot";
import { sendByPlugin, sendBytes, UploadGone, UploadRefused, type Stop } from "./mediaUpload";
import type { Message } from "./message";
import type { Session } from "./session";

/** Making messages that have a file. */
type Creating = Pick<
  api.Chat,
  "createImageMessage" | "createAudioMessage" | "createVideoMessage" | "createFileMessage"
>;

/** Messages with files: making them, and uploading the files before they are sent. */
export interface Media {
  readonly creating: Creating;
  /** Takes note of the plugin for uploads, if it is among those registered. */
  register(plugins: Readonly<Record<string, unknown>>): void;
  /** Uploads the file of a message; undefined if that is not to be done. */
  upload(message: Message, signal: AbortSignal | undefined): Promise<void> | undefined;
  /** Ends all uploads. */
  reset(): void;
}

/** What is particular to each kind. */
interface Rules {
  readonly kind: MediaKind;
  /** The code for no file. */
  readonly missing: number;
  readonly failed: number;
  readonly wrong: number;
  /** What files may say that they are; everything without it. */
  readonly types?: RegExp;
}

const IMAGE: Rules = {
  kind: "image",
  missing: ErrorCode.MSG_I_SELECT_F_FIRST,
  failed: ErrorCode.MSG_SEND_FAIL,
  wrong: ErrorCode.MSG_I_TYPES_LIMIT,
  types: /^(jpe?g|gif|png|(x-ms-)?bmp|image|webp)$/, // `createImageMessage#3`
};
const AUDIO: Rules = {
  kind: "audio",
  missing: ErrorCode.MSG_A_UPLOAD_FAIL,
  failed: ErrorCode.MSG_A_UPLOAD_FAIL,
  wrong: ErrorCode.MSG_A_UPLOAD_FAIL,
};
const VIDEO: Rules = {
  kind: "video",
  missing: ErrorCode.MSG_V_UPLOAD_FAIL,
  failed: ErrorCode.MSG_V_UPLOAD_FAIL,
  wrong: ErrorCode.MSG_V_TYPES_LIMIT,
  types: /^(mp4|quicktime|mov)$/, // `createVideoMessage#3`
};
const FILE: Rules = {
  kind: "file",
  missing: ErrorCode.MSG_F_SELECT_F_FIRST,
  failed: ErrorCode.MSG_F_UPLOAD_FAIL,
  wrong: ErrorCode.MSG_F_UPLOAD_FAIL,
};

/** A message's file, on its way to the server. */
export interface Draft {
  readonly rules: Rules;
  /** Undefined, too, once it is uploaded. */
  file: GivenFile | undefined;
  /** Begun, and not given up by the server. */
  begun: { readonly uploadID: string; readonly uploadUrl: string } | undefined;
  /** A video's: uploaded already. */
  snapshot: string | undefined;
  /** Under way. */
  running: Promise<void> | undefined;
}

/** Codes of calls that the server did not answer. */
const NO_ANSWER: readonly number[] = [ErrorCode.NETWORK_ERROR, ErrorCode.NETWORK_TIMEOUT, ErrorCode.NO_NETWORK];

/** Fails with this code where a call about an upload has no answer; 0: that of the kind. Else with the call's own. */
const unanswered =
  (code: number) =>
  (failure: ChatError): never => {
    throw NO_ANSWER.includes(failure.code) ? new UploadRefused(code, failure.message) : failure;
  };

function checkGoesOn({ isStopped }: Stop): void {
  if (isStopped) throw new UploadRefused(0, "the upload was cancelled");
}

/** Most addresses of local files kept; beyond, the oldest end. */
const MOST_LOCAL = 200;

/** @param platform - brings files that are no Blobs, where no plugin does */
export function createMedia(
  session: Pick<Session, "call">,
  access: MediaAccess,
  create: Create,
  log: Logger,
  platform: Pick<api.Platform, "uploader" | "sizeOf">,
): Media {
  const running = new Set<Stop>();
  const locals: string[] = [];
  let plugin: api.UploadPlugin | undefined;

  /** Where the page itself finds a file that is not uploaded yet. */
  function localUrl(file: GivenFile | undefined): string {
    if (!file?.blob) return file?.path ?? "";
    const url = URL.createObjectURL(file.blob);
    if (locals.push(url) > MOST_LOCAL) URL.revokeObjectURL(locals.shift() ?? "");
    return url;
  }

  /** Makes a message out of the file in its payload. */
  const maker =
    (type: string, rules: Rules, payloadOf: (file: Partial<GivenFile>, size: number, url: string) => api.Payload) =>
    (options: api.CreateMessageOptions<api.MediaContent>): api.Message => {
      const file = openFile(options.payload.file);
      const message = create(type, options, payloadOf(file ?? {}, file?.size ?? 0, localUrl(file)));
      const extras = message._extras?.();
      if (extras) extras.draft = { rules, file, begun: undefined, snapshot: undefined, running: undefined };
      return message;
    };

  /** As long as the server knows no address, with one for the page itself. */
  const local = (type: string, fields: api.Payload, urls: api.Payload): api.Payload => ({
    ...mediaView(type, fields, () => ""),
    ...urls,
  });

  const creating: Creating = {
    createImageMessage: maker(TYPES.MSG_IMAGE, IMAGE, ({ name = "", type = "", width, height }, size, url) => {
      const format = imageFormat(extensionsOf({ name, type }).find((it) => imageFormat(it) !== 255) ?? "");
      const info = { size, width, height };
      const payload = local(TYPES.MSG_IMAGE, { imageFormat: format, imageInfoArray: [info, info, info] }, {});
      for (const it of payload["imageInfoArray"] as { url: string }[]) it.url = url;
      return payload;
    }),
    createAudioMessage: maker(
      TYPES.MSG_AUDIO,
      AUDIO,
      ({ duration = 0 }, size, url) => local(TYPES.MSG_AUDIO, { second: Math.floor(duration / 1000), size }, { url }), // `createAudioMessage#4`
    ),
    createVideoMessage: maker(TYPES.MSG_VIDEO, VIDEO, ({ name = "", type = "", duration = 0, ...given }, size, url) => {
      const [videoFormat] = extensionsOf({ name, type });
      const { width: thumbWidth, height: thumbHeight } = given; // a page can keep the place for the picture
      const fields = { videoFormat, videoSecond: Math.floor(duration), videoSize: size, thumbWidth, thumbHeight };
      return local(TYPES.MSG_VIDEO, fields, { videoUrl: url });
    }),
    createFileMessage: maker(TYPES.MSG_FILE, FILE, ({ name: fileName }, fileSize, url) =>
      local(TYPES.MSG_FILE, { fileName, fileSize }, { fileUrl: url }),
    ),
  };

  /** Uploads one file; the server then knows it by what it answers. */
  async function bring(
    kind: MediaKind,
    file: GivenFile,
    draft: Pick<Draft, "begun" | "snapshot">,
    stop: Stop,
    progress: (part: number) => void,
  ): Promise<Uploaded> {
    const uploader = plugin ?? (file.blob ? undefined : platform.uploader);
    const told = file.size ?? (file.blob ? undefined : await platform.sizeOf?.(file.path));
    // where the bytes are read only by somebody else they may stay where they are
    const blob = uploader && told !== undefined ? file.blob : await blobOf(file);
    const size = blob?.size ?? told ?? 0;
    if (size === 0) throw new ChatError(ErrorCode.MSG_F_IS_EMPTY, `the file ${file.name} is empty`);
    const name = file.name || `${kind}.${extensionsOf(file)[0] ?? "bin"}`;
    for (let attempt = 1; ; attempt++) {
      checkGoesOn(stop); // its file took a while to read
      const isNew = !draft.begun;
      draft.begun ??= await session
        .call("media.begin", { kind, name, size, sha256: undefined })
        .catch(unanswered(ErrorCode.COS_GET_SIG_FAIL));
      const url = access.resolve(draft.begun.uploadUrl);
      try {
        if (uploader) await sendByPlugin(uploader, url, file, stop, progress);
        else if (blob) await sendBytes(url, blob, isNew, stop, (bytes) => progress(bytes / size));
      } catch (failure) {
        if (failure instanceof UploadGone && attempt === 1) {
          draft.begun = undefined;
          continue;
        }
        throw failure;
      }
      checkGoesOn(stop);
      const { uploadID } = draft.begun;
      const media = await session.call("media.complete", { uploadID, snapshot: draft.snapshot }).catch(unanswered(0));
      draft.begun = undefined;
      return media;
    }
  }

  /** A picture for a video, where the browser can make one. */
  async function addSnapshot(message: Message, draft: Draft, stop: Stop): Promise<void> {
    if (draft.rules !== VIDEO || draft.snapshot || draft.begun || !draft.file?.blob) return;
    const made = await snapshotOf(String(message.payload["videoUrl"]));
    const file = openFile(made?.blob);
    if (!file || stop.isStopped) return;
    Object.assign(message.payload, snapshotFields(localUrl(file), "", "", made?.width, made?.height));
    const { uuid } = await bring("snapshot", file, { begun: undefined, snapshot: undefined }, stop, () => undefined);
    draft.snapshot = uuid;
  }

  /** The app's handler may fail without harm. */
  function reporter(message: Message): (part: number) => void {
    let told = 0;
    return (part) => {
      if (!(part > told)) return;
      told = Math.min(part, 1);
      try {
        message._extras?.().onProgress?.(told);
      } catch (failure) {
        log.error("onProgress failed", failure);
      }
    };
  }

  async function run(message: Message, draft: Draft, stop: Stop): Promise<void> {
    const { rules, file } = draft;
    if (!file) throw new ChatError(rules.missing, "payload.file holds no file");
    if (file.size === 0) throw new ChatError(ErrorCode.MSG_F_IS_EMPTY, `the file ${file.name} is empty`);
    const said = extensionsOf(file);
    if (rules.types && said.length > 0 && !said.some((it) => rules.types?.test(it))) {
      throw new ChatError(rules.wrong, `the ${rules.kind} is of type ${said.join(", ")}`);
    }
    if (!plugin && !platform.uploader && typeof fetch !== "function") {
      throw new ChatError(ErrorCode.COS_UNDETECTED, "tim-upload-plugin is not registered");
    }
    const progress = reporter(message);
    try {
      await addSnapshot(message, draft, stop);
      const media = await bring(rules.kind, file, draft, stop, progress);
      const payload = uploadedPayload(message.type, message.payload, media);
      Object.assign(message.payload, toView(message.type, payload, access.addressOf));
      draft.file = undefined; // it may go
      progress(1);
    } catch (failure) {
      if (failure instanceof UploadRefused) throw new ChatError(failure.code || rules.failed, failure.message);
      throw toChatError(failure, rules.failed);
    }
  }

  async function upload(message: Message, signal: AbortSignal | undefined): Promise<void> {
    const draft = message._extras?.().draft;
    if (!draft) throw new ChatError(ErrorCode.MSG_F_URL_IS_EMPTY, "the message has no file");
    if (signal?.aborted) throw new ChatError(draft.rules.failed, "the upload was cancelled");
    if (draft.running) return draft.running; // the same send, asked for twice
    const stop: Stop = { isStopped: false, cut: () => undefined };
    const cancel = (): void => {
      stop.isStopped = true;
      stop.cut();
    };
    signal?.addEventListener("abort", cancel);
    running.add(stop);
    try {
      draft.running = run(message, draft, stop);
      await draft.running;
    } finally {
      draft.running = undefined;
      running.delete(stop);
      signal?.removeEventListener("abort", cancel);
    }
  }

  return {
    creating,
    register({ "tim-upload-plugin": given }) {
      if (given === undefined) return;
      const made: unknown = typeof given === "function" ? new (given as new () => unknown)() : given;
      if (isObject(made) && typeof made["uploadFile"] === "function") plugin = made as unknown as api.UploadPlugin;
      else log.warn("tim-upload-plugin has no uploadFile()");
    },
    upload(message, signal) {
      if (!isMedia(message.type) || uuidOf(message.payload)) return undefined;
      return upload(message, signal);
    },
    reset() {
      for (const stop of running) {
        stop.isStopped = true;
        stop.cut();
      }
      for (const url of locals.splice(0)) URL.revokeObjectURL(url);
    },
  };
}
