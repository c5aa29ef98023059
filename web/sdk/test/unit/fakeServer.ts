import type { Platform, Socket } from "../../src/index";

type Answer = object | { readonly code: number };
type Handler = (body: Record<string, unknown>) => Answer | undefined;

/** A server in the same process that answers as a test tells it to, for what a real one does only on bad days. */
export interface FakeServer {
  readonly platform: Platform;
  /** Requests so far, by operation. */
  readonly asked: { readonly id: number; readonly op: string; readonly body: Record<string, unknown> }[];
  readonly sockets: number;
  /** How an operation is answered from now on: a body, `{code}`, or not at all; `*`: all others. */
  on(op: string, handler: Handler): void;
  push(event: string, body: object): void;
  /** Sends answers, each with the `id` of its question, and pushes in one frame. */
  say(...frames: object[]): void;
  /** Closes the present socket. */
  close(code?: number): void;
}

export const profile = (userID: string): object => ({
  ...{ userID, nick: "", gender: "", birthday: 0, location: "", selfSignature: "", allowType: "", language: 0 },
  ...{ avatar: "", messageSettings: 0, adminForbidType: "", level: 0, role: 0, lastUpdatedTime: 0 },
  profileCustomField: [],
});

export const wireMessage = (from: string, to: string, sequence: number, time = sequence): object => ({
  ID: `7-${time}-${sequence}`,
  conversationType: "C2C",
  ...{ from, to, sequence, time, type: "TIMTextElem", payload: { text: `m${sequence}` }, unreadCounter: sequence },
});

export const wireConversation = (me: string, peer: string, lastSequence: number, readCounter = 0): object => ({
  ...{ conversationID: `C2C${peer}`, type: "C2C", lastSequence, unreadCounter: lastSequence, readCounter },
  ...{ readSequence: readCounter, peerReadSequence: 0, peerReadTime: 0, userProfile: profile(peer) },
  ...(lastSequence && { lastMessage: wireMessage(peer, me, lastSequence) }),
});

/** Signs anybody in; nobody has a conversation. */
export function fakeServer(): FakeServer {
  const handlers = new Map<string, Handler>();
  const asked: { id: number; op: string; body: Record<string, unknown> }[] = [];
  let current: Socket | undefined;
  let sockets = 0;
  const config = {
    heartbeat: 30,
    maxMessageBytes: 12_288,
    historyPage: 15,
    maxConversations: 500,
    disabled: [],
    localWords: [],
  };

  function receive(socket: Socket, text: string): void {
    const { id, op, body } = JSON.parse(text) as { id: number; op: string; body: Record<string, unknown> };
    asked.push({ id, op, body });
    const answer = (handlers.get(op) ?? handlers.get("*"))?.(body);
    if (!answer) return;
    const code = "code" in answer ? answer.code : 0;
    const response = { id, code, message: `code ${String(code)}`, body: answer };
    queueMicrotask(() => socket.onmessage?.({ data: JSON.stringify(response) }));
  }

  const server: FakeServer = {
    asked,
    get sockets() {
      return sockets;
    },
    on: (op, handler) => void handlers.set(op, handler),
    push: (event, body) => server.say({ event, body }),
    say: (...frames) => current?.onmessage?.({ data: JSON.stringify(frames) }),
    close: (code = 1006) => current?.onclose?.({ code, reason: "" }),
    platform: {
      name: "Web",
      watch: () => () => undefined,
      openSocket() {
        sockets++;
        const socket: Socket = {
          onopen: null,
          onmessage: null,
          onclose: null,
          onerror: null,
          send: (text) => receive(socket, text),
          close: () => undefined,
        };
        current = socket;
        queueMicrotask(() => socket.onopen?.());
        return socket;
      },
    },
  };
  server.on("media.access", () => ({ token: "t", expireTime: Math.floor(Date.now() / 1000) + 8 * 86_400 }));
  server.on("session.login", ({ userID }) => ({
    ...{ tinyID: "144115", serverTime: Date.now(), expireTime: 0, profile: profile(userID as string), config },
  }));
  server.on("session.logout", () => ({}));
  server.on("session.ping", () => ({ serverTime: Date.now() }));
  server.on("conversation.list", () => ({ conversationList: [], serverTime: Date.now() }));
  server.on("conversation.syncOptions", () => ({ isCompleted: true }));
  server.on("group.list", () => ({ groupList: [], isCompleted: true }));
  server.on("relation.sync", () => ({ profileList: [], serverTime: Date.now() }));
  return server;
}
