import type { MiniProgram } from "../../src/internal/platforms/miniProgram";

interface Sent {
  readonly options: { url: string; data?: string; filePath?: string; name?: string };
}

/** A mini program's global object, as the vendor documents it: answers come later, by callbacks; tasks have listeners. */
export interface FakeMiniProgram {
  readonly wx: MiniProgram;
  readonly opened: string[];
  readonly sent: string[];
  readonly uploads: Sent["options"][];
  /** Files and their bytes. */
  readonly files: Map<string, number>;
  /** What the next upload is answered with; a text: why it fails. */
  upload: { statusCode: number; data: string } | string;
  /** Why the next socket cannot be opened. */
  refusal: string | undefined;
  accept(): void;
  receive(text: string): void;
  close(code: number, reason: string): void;
  network(isConnected: boolean): void;
  show(): void;
  readonly listeners: number;
}

export function fakeMiniProgram(): FakeMiniProgram {
  let on: Record<string, (event: never) => void> = {};
  const network = new Set<(event: { readonly isConnected: boolean }) => void>();
  const shown = new Set<() => void>();
  const raise = (name: string, event: unknown): void => on[name]?.(event as never);
  const fake: FakeMiniProgram = {
    ...{ opened: [], sent: [], uploads: [], files: new Map(), upload: { statusCode: 200, data: "" } },
    refusal: undefined,
    accept: () => raise("open", {}),
    receive: (data) => raise("message", { data }),
    close: (code, reason) => raise("close", { code, reason }),
    network: (isConnected) => network.forEach((listener) => listener({ isConnected })),
    show: () => shown.forEach((listener) => listener()),
    get listeners() {
      return network.size + shown.size;
    },
    wx: {
      connectSocket({ url, fail }) {
        fake.opened.push(url);
        on = {};
        const { refusal } = fake;
        if (refusal) queueMicrotask(() => fail?.({ errMsg: refusal }));
        return {
          onOpen: (listener) => (on["open"] = listener),
          onMessage: (listener) => (on["message"] = listener),
          onClose: (listener) => (on["close"] = listener),
          onError: (listener) => (on["error"] = listener),
          send: ({ data }) => fake.sent.push(data),
          close: ({ code = 1000 }) => queueMicrotask(() => raise("close", { code, reason: "" })),
        };
      },
      uploadFile({ url, filePath, name, success, fail }) {
        fake.uploads.push({ url, filePath, name });
        let listening: ((event: { readonly progress: number }) => void) | undefined;
        queueMicrotask(() => {
          listening?.({ progress: 50 });
          if (typeof fake.upload === "string") fail?.({ errMsg: fake.upload });
          else success?.(fake.upload);
        });
        return { onProgressUpdate: (listener) => (listening = listener) };
      },
      onNetworkStatusChange: (listener) => network.add(listener),
      offNetworkStatusChange: (listener) => network.delete(listener),
      onAppShow: (listener) => shown.add(listener),
      offAppShow: (listener) => shown.delete(listener),
      getFileSystemManager: () => ({
        getFileInfo({ filePath, success, fail }) {
          const size = fake.files.get(filePath);
          if (size === undefined) fail?.({ errMsg: `getFileInfo:fail no such file ${filePath}` });
          else success?.({ size });
        },
      }),
    },
  };
  return fake;
}
