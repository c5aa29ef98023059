import type { Platform, PlatformFinder, Socket, UploadPlugin } from "../../api";

/** How mini programs answer: by callbacks of the options. */
interface Callbacks<T> {
  success?: (result: T) => void;
  fail?: (error: { readonly errMsg?: string }) => void;
}

interface SocketTask {
  onOpen(listener: () => void): void;
  onMessage(listener: (event: { readonly data: unknown }) => void): void;
  onClose(listener: (event: { readonly code?: number; readonly reason?: string }) => void): void;
  onError(listener: (error: { readonly errMsg?: string }) => void): void;
  send(options: { data: string } & Callbacks<unknown>): void;
  close(options: { code?: number } & Callbacks<unknown>): void;
}

interface UploadTask {
  onProgressUpdate?(listener: (event: { readonly progress: number }) => void): void;
}

/** What is used of the global object of mini programs (`wx`, `qq`, `tt`, …) and of uni-app (`uni`). */
export interface MiniProgram {
  /** uni-app gives a task only where it is given a callback. */
  connectSocket(options: { url: string; complete?: () => void } & Callbacks<unknown>): SocketTask;
  uploadFile(
    options: { url: string; filePath: string; name: string; header?: Record<string, string> } & Callbacks<{
      readonly statusCode: number;
      readonly data: string;
    }>,
  ): UploadTask | undefined;
  onNetworkStatusChange?(listener: (event: { readonly isConnected: boolean }) => void): void;
  offNetworkStatusChange?(listener: (event: { readonly isConnected: boolean }) => void): void;
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
  getFileInfo?(options: { filePath: string } & Callbacks<{ readonly size: number }>): void;
  getFileSystemManager?(): {
    getFileInfo(options: { filePath: string } & Callbacks<{ readonly size: number }>): void;
  };
}

declare const wx: MiniProgram | undefined;
declare const uni: MiniProgram | undefined;

/** The global object of a mini program or uni-app, unless this is a browser, where `uni` is made of what browsers have. */
export function findMiniProgram(): MiniProgram | undefined {
  const found = [typeof uni === "undefined" ? undefined : uni, typeof wx === "undefined" ? undefined : wx];
  // a page inside of WeChat has a `wx` too, which opens no sockets
  return found.find((it) => typeof it?.connectSocket === "function" && typeof WebSocket === "undefined");
}

function openSocket(mini: MiniProgram, url: string): Socket {
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (data) => task.send({ data, fail: () => end(1006, "send failed") }),
    close: () => {
      task.close({ code: 1000 });
      end(1000, "");
    },
  };
  let isOver = false;
  const end = (code = 1006, reason = ""): void => {
    if (isOver) return;
    isOver = true;
    socket.onclose?.({ code, reason });
  };
  const task = mini.connectSocket({
    url,
    complete: () => undefined,
    fail: ({ errMsg }) => end(1006, errMsg), // the domain is not trusted, or too many sockets are open
  });
  task.onOpen(() => socket.onopen?.());
  task.onMessage(({ data }) => socket.onmessage?.({ data }));
  task.onClose(({ code, reason }) => end(code, reason));
  task.onError(({ errMsg }) => end(1006, errMsg)); // no close follows where it never was open
  return socket;
}

const uploader = (mini: MiniProgram): UploadPlugin => ({
  uploadFile({ url, headers, resources, onProgress }, done) {
    const task = mini.uploadFile({
      url,
      filePath: String(resources),
      name: "file",
      header: headers,
      success: ({ statusCode, data }) => done(statusCode < 300 ? null : new Error(data || `HTTP ${statusCode}`)),
      fail: ({ errMsg }) => done(new Error(errMsg)),
    });
    task?.onProgressUpdate?.(({ progress }) => onProgress(progress / 100));
    return task;
  },
});

/** Mini programs and uni-app. */
export const miniProgramPlatform = (mini: MiniProgram, Given?: Parameters<PlatformFinder>[0]): Platform => ({
  name: "Web",
  openSocket: (url) => (Given ? new Given(url) : openSocket(mini, url)),
  watch({ online, offline, visible }) {
    const changed = ({ isConnected }: { readonly isConnected: boolean }): void => {
      if (isConnected) online();
      else offline();
    };
    mini.onNetworkStatusChange?.(changed);
    mini.onAppShow?.(visible);
    return () => {
      mini.offNetworkStatusChange?.(changed);
      mini.offAppShow?.(visible);
    };
  },
  uploader: uploader(mini),
  sizeOf: (filePath) =>
    new Promise((resolve, reject) => {
      const options = {
        filePath,
        success: ({ size }: { readonly size: number }) => resolve(size),
        fail: ({ errMsg }: { readonly errMsg?: string }) => reject(new Error(errMsg)),
      };
      const files = mini.getFileSystemManager?.();
      if (files) files.getFileInfo(options);
      else if (mini.getFileInfo) mini.getFileInfo(options);
      else reject(new Error("the size of a file cannot be found out here"));
    }),
});
