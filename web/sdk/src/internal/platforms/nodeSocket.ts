import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Socket } from "../../api";
import { scope } from "../scope";

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/**
 * A WebSocket client (RFC 6455) for Node 20, which has none of its own yet. Bundlers for the browser see no import:
 * `process.getBuiltinModule` exists since Node 20.16.
 */
export function openNodeSocket(url: string): Socket {
  const { process } = scope;
  if (!process?.getBuiltinModule) {
    throw new Error("No WebSocket here: use Node 20.16 or later, or give create() one");
  }
  const address = new URL(url.replace(/^ws/, "http"));
  const http = process.getBuiltinModule(address.protocol === "https:" ? "node:https" : "node:http");
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: () => undefined,
    close: () => undefined,
  };
  let closed = false;
  const end = (code: number, reason: string): void => {
    if (closed) return;
    closed = true;
    socket.onclose?.({ code, reason });
  };
  const request = http.request(address, {
    headers: {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))),
    },
  });
  socket.close = () => {
    request.destroy();
    end(1006, "closed");
  };
  request.once("error", (failure) => end(1006, failure.message));
  request.once("response", (response) => {
    response.resume();
    end(1006, `HTTP ${response.statusCode ?? 0} instead of a WebSocket`);
  });
  request.once("upgrade", (_response: IncomingMessage, stream: Duplex, head: Uint8Array) => {
    const write = (opcode: number, payload: Uint8Array): unknown =>
      stream.writable && stream.write(frame(opcode, payload));
    const read = frameReader((opcode, payload) => {
      if (opcode === TEXT) socket.onmessage?.({ data: new TextDecoder().decode(payload) });
      else if (opcode === PING) write(PONG, payload);
      else if (opcode === CLOSE) {
        write(CLOSE, payload);
        stream.end();
        const code = payload.length < 2 ? 1005 : new DataView(payload.buffer, payload.byteOffset).getUint16(0);
        end(code, new TextDecoder().decode(payload.subarray(2)));
      }
    });
    socket.send = (text) => void write(TEXT, new TextEncoder().encode(text));
    socket.close = () => {
      write(CLOSE, Uint8Array.of(1000 >> 8, 1000 & 255));
      stream.end();
      end(1000, "");
    };
    stream.on("data", read);
    stream.once("error", () => stream.destroy());
    stream.once("close", () => end(1006, "connection lost"));
    socket.onopen?.();
    read(head);
  });
  request.end();
  return socket;
}

/** One masked frame, as clients must send them. */
function frame(opcode: number, payload: Uint8Array): Uint8Array {
  const size = payload.length;
  const extra = size < 126 ? 0 : size < 65_536 ? 2 : 8;
  const bytes = new Uint8Array(2 + extra + 4 + size);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x80 | opcode;
  bytes[1] = 0x80 | (extra === 0 ? size : extra === 2 ? 126 : 127);
  if (extra === 2) view.setUint16(2, size);
  if (extra === 8) view.setBigUint64(2, BigInt(size));
  const mask = crypto.getRandomValues(new Uint8Array(4));
  bytes.set(mask, 2 + extra);
  for (let i = 0; i < size; i++) bytes[6 + extra + i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  return bytes;
}

/** Cuts what comes in into messages; fragments of one message are put together. */
function frameReader(message: (opcode: number, payload: Uint8Array) => void): (chunk: Uint8Array) => void {
  let waiting = new Uint8Array(0);
  let opened = 0;
  let parts: Uint8Array[] = [];
  return (chunk) => {
    waiting = join([waiting, chunk]);
    for (;;) {
      const [first = 0, second = 0] = waiting;
      const short = second & 127;
      const start = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (waiting.length < start) return;
      const view = new DataView(waiting.buffer, waiting.byteOffset);
      const size = short < 126 ? short : short === 126 ? view.getUint16(2) : Number(view.getBigUint64(2));
      if (waiting.length < start + size) return;
      const payload = waiting.slice(start, start + size);
      waiting = waiting.slice(start + size);
      const opcode = first & 15;
      if (opcode >= CLOSE) message(opcode, payload);
      else {
        opened = opcode || opened;
        parts.push(payload);
        if (first & 0x80) {
          message(opened, parts.length === 1 ? payload : join(parts));
          parts = [];
        }
      }
    }
  };
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
