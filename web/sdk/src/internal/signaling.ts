import { ErrorCode, EVENT, Limits, TSignaling, TYPES, type Invitation, type SignalSent } from "../generated/protocol";
import type * as api from "../api";
import type { Create } from "./creating";
import type { Emitter, Handler } from "./emitter";
import { ChatError, toChatError } from "./errors";
import { isObject } from "./kinds";
import type { Logger } from "./logger";
import { Message } from "./message";
import type { MessageStore } from "./messageStore";
import { random32 } from "./scope";
import type { Account, Session } from "./session";
import type { Updates } from "./updates";

type Listening = "addSignalingListener" | "removeSignalingListener";

/** Invitations: those that have not ended are known here, with a timer each. */
export interface Signals {
  readonly api: Omit<api.SignalingApi, Listening>;
  /** These may be called before login. */
  readonly listening: Pick<api.SignalingApi, Listening>;
  /** Compares with the server: after login, and after each lost connection. */
  sync(): Promise<void>;
  reset(): void;
}

/** An invitation that has not ended. */
interface Known {
  readonly info: api.SignalingInfo;
  /** Who has not answered. */
  readonly pending: Set<string>;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

const { ACTION_TYPE_INVITE, ACTION_TYPE_CANCEL_INVITE, ACTION_TYPE_ACCEPT_INVITE } = TSignaling;
const { ACTION_TYPE_REJECT_INVITE, ACTION_TYPE_INVITE_TIMEOUT } = TSignaling;
/** Most invitations replayed of one conversation (`signaling#6`). */
const REPLAYED = 20;
/** Until the message of an invitation that is written down already has its place. */
const COMING_MS = 2_000;

/** `getSignalingInfo` */
export function signalOf({ type, payload, cloudCustomData }: api.Message): api.SignalingInfo | null {
  if (type !== TYPES.MSG_CUSTOM) return null;
  try {
    const said: unknown = JSON.parse(payload["data"] as string);
    if (!isObject(said)) return null;
    const isMarked = cloudCustomData.includes('"type":"tsignaling"');
    if (!isMarked && (said["inviteID"] === undefined || said["actionType"] === undefined)) return null;
    return said as unknown as api.SignalingInfo; // as the inviter's SDK or the server made it
  } catch {
    return null;
  }
}

/** A UUID of version 4; `crypto.randomUUID` is missing on pages that came by plain HTTP. */
function newInviteID(): string {
  const digits = Array.from({ length: 4 }, () => random32().toString(16).padStart(8, "0")).join("");
  const variant = "89ab".charAt(random32() % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20),
  ].join("-");
}

/**
 * @param isUnread - whether a message of a conversation is
 * @param sent - a message of mine has its place
 */
export function createSignaling(
  session: Pick<Session, "call" | "serverTime">,
  emitter: Emitter,
  log: Logger,
  me: () => Account,
  create: Create,
  store: MessageStore,
  updates: Pick<Updates, "answered">,
  isUnread: (conversationID: string, sequence: number) => boolean,
  sent: (message: Message, sequence: number, time: number, unreadCounter: number) => void,
): Signals {
  const known = new Map<string, Known>();
  /** Those that were raised, or are mine. */
  const seen = new Set<string>();
  /** Signals of what is not known yet, while the server is asked what there is. */
  let late: (() => void)[] | undefined;
  /** The same of invitations of mine that are on their way: an answer may be faster than the server's word. */
  const inviting = new Map<string, (() => void)[]>();
  let syncs = 0; // that go on
  let hasSynced = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  /** My answer that is on its way, and what was heard of that invitation meanwhile: the server may list my answer, too. */
  let answering: { inviteID: string; heard: (() => void)[] } | undefined;

  function track(info: api.SignalingInfo, time: number, pending: readonly string[] = info.inviteeList): void {
    const { inviteID, inviter, timeout } = info;
    const isMine = inviter === me().userID;
    if (known.has(inviteID) || !(isMine || info.inviteeList.includes(me().userID))) return;
    const due = (time + timeout + (isMine ? Limits.INVITER_GRACE_SECONDS : 0)) * 1000; // `signaling#4`
    const hasTimer = timeout > 0 && (isMine || pending.includes(me().userID));
    const timer = hasTimer ? setTimeout(() => void timeUp(inviteID), due - session.serverTime()) : undefined;
    known.set(inviteID, { info, pending: new Set(pending), timer });
  }

  function end(inviteID: string): void {
    clearTimeout(known.get(inviteID)?.timer);
    known.delete(inviteID);
  }

  const raise = <K extends keyof api.SignalingEvents>(name: K, data: api.SignalingEvents[K]): void =>
    emitter.emit(name, data);

  function announce({ inviteID, inviter, groupID, data, inviteeList }: api.SignalingInfo): void {
    raise(TSignaling.NEW_INVITATION_RECEIVED, { inviteID, inviter, groupID, data, inviteeList: [...inviteeList] });
  }

  /** Takes those whom a signal concerns off the list of who has not answered; false if nothing was new in it. */
  function settle({ inviteID, inviteeList }: api.SignalingInfo): boolean {
    const pending = known.get(inviteID)?.pending;
    if (!pending) return false;
    const isNews = inviteeList.filter((userID) => pending.delete(userID)).length > 0;
    const { inviter } = known.get(inviteID)?.info ?? {};
    if (!pending.size) end(inviteID);
    else if (inviter !== me().userID && !pending.has(me().userID)) clearTimeout(known.get(inviteID)?.timer);
    return isNews;
  }

  /** What happened to an invitation; `message` tells of it, unless it was missed. */
  function happened(info: api.SignalingInfo, message?: Message): void {
    const { inviteID, inviter, groupID, data, inviteeList, actionType } = info;
    if (answering?.inviteID === inviteID) {
      answering.heard.push(() => happened(info, message));
      return;
    }
    if (!known.has(inviteID)) (inviting.get(inviteID) ?? late)?.push(() => happened(info, message));
    if (!settle(info)) return;
    const event = { inviteID, inviter, groupID, data };
    const [invitee = ""] = inviteeList;
    if (actionType === ACTION_TYPE_ACCEPT_INVITE) raise(TSignaling.INVITEE_ACCEPTED, { ...event, invitee });
    if (actionType === ACTION_TYPE_REJECT_INVITE) raise(TSignaling.INVITEE_REJECTED, { ...event, invitee });
    if (actionType === ACTION_TYPE_CANCEL_INVITE) raise(TSignaling.INVITATION_CANCELLED, event);
    if (actionType === ACTION_TYPE_INVITE_TIMEOUT) {
      const isSelfTimeout = message?.flow === "out";
      raise(TSignaling.INVITATION_TIMEOUT, { ...event, inviteeList, isSelfTimeout, ...(isSelfTimeout && { message }) });
    }
  }

  function received(message: Message): void {
    const info = message._isSignal && signalOf(message);
    if (!info) return;
    if (info.actionType !== ACTION_TYPE_INVITE) happened(info, message);
    else if (!seen.has(info.inviteID)) {
      seen.add(info.inviteID);
      track(info, message.time);
      if (message.flow === "in" && info.inviteeList.includes(me().userID)) announce(info);
    }
  }

  function modified(message: Message): void {
    const info = message._isSignal && signalOf(message);
    const before = info && known.get(info.inviteID)?.info;
    if (!before || before.data === info.data) return;
    before.data = info.data;
    raise(TSignaling.INVITATION_MODIFIED, { inviteID: info.inviteID, data: info.data });
  }

  emitter.watch(EVENT.MESSAGE_RECEIVED, ({ data }) => (data as Message[]).forEach(received));
  emitter.watch(EVENT.MESSAGE_MODIFIED, ({ data }) => (data as Message[]).forEach(modified));

  /** Has the server send a signal of mine. */
  async function send(draft: Message, ask: (id: string) => Promise<SignalSent>): Promise<Message> {
    store.send(draft); // from now on its copies from the server are known as mine
    try {
      const { message: wire } = await ask(draft.ID);
      draft.payload = wire.payload as api.Payload; // of a custom message
      const message = store.adopt(wire);
      sent(message, wire.sequence, wire.time, wire.unreadCounter);
      return message;
    } catch (failure) {
      draft.status = "fail";
      throw failure;
    }
  }

  const draft = (to: string, conversationType: string): Message =>
    create(
      TYPES.MSG_CUSTOM,
      { to, conversationType, priority: TYPES.MSG_PRIORITY_HIGH, payload: undefined },
      { data: "", description: "", extension: "" },
    );

  async function invite(
    inviteID: string,
    to: string,
    conversationType: string,
    options: Omit<api.InviteOptions, "userID">,
    inviteeList?: readonly string[],
  ): Promise<api.SignalResponse> {
    const { data = "", timeout = 0, onlineUserOnly = false } = options;
    const request = { inviteID, conversationID: conversationType + to, inviteeList, data, timeout, onlineUserOnly };
    const offlinePushInfo = pushOf(options.offlinePushInfo);
    const early: (() => void)[] = [];
    seen.add(inviteID);
    inviting.set(inviteID, early);
    try {
      const message = await send(draft(to, conversationType), (id) =>
        session.call("signaling.invite", { ...request, id, offlinePushInfo }),
      );
      const info = signalOf(message);
      if (info) track(info, message.time);
      if (early.length) setTimeout(() => early.forEach((run) => run())); // the app learns the ID first
      return { code: 0, data: { message }, inviteID };
    } finally {
      inviting.delete(inviteID);
    }
  }

  const act = (inviteID: string, actionType: number, data = ""): Promise<Message> =>
    send(draft("", TYPES.CONV_C2C), (id) => session.call("signaling.act", { id, inviteID, actionType, data }));

  const answer =
    (actionType: number) =>
    async ({ inviteID, data }: { inviteID: string; data?: string }): Promise<api.SignalResponse> => {
      if (answering) {
        const isCancel = actionType === ACTION_TYPE_CANCEL_INVITE; // `signaling#7`
        const code = isCancel ? ErrorCode.INVALID_CANCEL_MESSAGE : ErrorCode.SIGNALING_INVALID_INVITE_ID;
        throw new ChatError(code, "another answer is on its way");
      }
      const mine = (answering = { inviteID, heard: [] as (() => void)[] });
      try {
        const message = await act(inviteID, actionType, data);
        const info = signalOf(message);
        if (info) settle(info);
        return { code: 0, data: { message }, inviteID };
      } finally {
        if (answering === mine) answering = undefined;
        for (const run of mine.heard) run();
      }
    };

  /** The invitation's time is up; whoever is first to say so, says it for all. */
  async function timeUp(inviteID: string): Promise<void> {
    try {
      const message = await act(inviteID, ACTION_TYPE_INVITE_TIMEOUT);
      const info = signalOf(message);
      if (info) happened(info, message);
    } catch (failure) {
      log.info(`The timeout of ${inviteID} was not said from here`, failure); // the server does, else
    }
  }

  async function sync(): Promise<void> {
    late ??= [];
    syncs++;
    try {
      const knownList = [...known.keys()].slice(-Limits.INVITATIONS_PER_CALL);
      const { invitationList, signalList = [] } = await session.call("signaling.list", { knownList });
      for (const signal of signalList) happened({ ...signal, inviteeList: [...signal.inviteeList] });
      hasSynced ||= replay(invitationList); // later ones come with the messages that were missed
      if (!hasSynced) again = setTimeout(() => void sync(), COMING_MS);
    } catch (failure) {
      log.warn("Could not ask for invitations", failure);
    }
    if (--syncs > 0) return; // a lost connection began another one
    const missed = late;
    late = undefined;
    for (const run of missed) run();
  }

  /** Raises what is new; false if messages of some have no place yet: they bring them, or the next list does. */
  function replay(list: readonly Invitation[]): boolean {
    const left = new Map<string, number>();
    const isOld = ({ time }: Invitation): boolean =>
      session.serverTime() / 1000 - time >= Limits.INVITATION_REPLAY_SECONDS;
    const isComing = (it: Invitation): boolean =>
      !it.sequence && !it.onlineUserOnly && !isOld(it) && !seen.has(it.info.inviteID);
    const isNews = (it: Invitation): boolean => {
      const { info, pendingList, conversationID, sequence = 0 } = it;
      if (info.inviter === me().userID || !pendingList.includes(me().userID)) return false;
      if (!sequence || !isUnread(conversationID, sequence) || isOld(it)) return false;
      left.set(conversationID, (left.get(conversationID) ?? REPLAYED) - 1);
      return Number(left.get(conversationID)) >= 0;
    };
    const news = new Set([...list].reverse().filter((it) => !seen.has(it.info.inviteID) && isNews(it)));
    const there = list.filter((it) => !isComing(it));
    for (const it of there) {
      const info = { ...it.info, inviteeList: [...it.info.inviteeList] };
      if (it.sequence) seen.add(info.inviteID);
      track(info, it.time, it.pendingList);
      if (news.has(it)) announce(info);
    }
    return there.length === list.length;
  }

  /** Invites under an ID that is known at once. */
  function atOnce(
    inviting: (inviteID: string) => Promise<api.SignalResponse>,
    success?: (result: { inviteID: string }) => void,
    failure?: (code: number, message: string) => void,
  ): string {
    const inviteID = newInviteID();
    inviting(inviteID).then(
      () => success?.({ inviteID }),
      (error: unknown) => {
        const { code, message } = toChatError(error, ErrorCode.UNCAUGHT_ERROR);
        failure?.(code, message);
      },
    );
    return inviteID;
  }

  const toUser =
    ({ userID, ...options }: api.InviteOptions) =>
    (inviteID: string): Promise<api.SignalResponse> =>
      invite(inviteID, userID, TYPES.CONV_C2C, options);
  const toGroup =
    ({ groupID, inviteeList, ...options }: api.InviteInGroupOptions) =>
    (inviteID: string): Promise<api.SignalResponse> =>
      invite(inviteID, groupID, TYPES.CONV_GROUP, options, [...inviteeList]);

  return {
    sync,
    reset() {
      for (const inviteID of known.keys()) end(inviteID);
      seen.clear();
      clearTimeout(again);
      hasSynced = false;
      answering = undefined;
    },
    listening: {
      addSignalingListener(name, handler, context) {
        emitter.on(name, handler as unknown as Handler, context); // the names are paired by the types
      },
      removeSignalingListener(name, handler, context) {
        emitter.off(name, handler as unknown as Handler, context);
      },
    },
    api: {
      invite: (options) => toUser(options)(newInviteID()),
      inviteInGroup: (options) => toGroup(options)(newInviteID()),
      inviteSync: (options, ...callbacks) => atOnce(toUser(options), ...callbacks),
      inviteInGroupSync: (options, ...callbacks) => atOnce(toGroup(options), ...callbacks),
      cancel: answer(ACTION_TYPE_CANCEL_INVITE),
      accept: answer(ACTION_TYPE_ACCEPT_INVITE),
      reject: answer(ACTION_TYPE_REJECT_INVITE),
      getSignalingInfo: signalOf,
      async modifyInvitation({ inviteID, data }) {
        const { message: wire } = await session.call("signaling.modify", { inviteID, data });
        updates.answered(store.find(wire.ID) ?? new Message(), wire);
        return { code: 0, data: { message: store.find(wire.ID) ?? store.adopt(wire) }, inviteID };
      },
    },
  };
}

/** `invite#5`: OPPO's channel has three names. */
function pushOf(info: api.InviteOptions["offlinePushInfo"]): api.OfflinePushInfo | undefined {
  if (!info) return undefined;
  const android = info.androidInfo as Record<string, unknown> | undefined;
  const channel = info.androidOPPOChannelID ?? (android?.["androidOPPOChannelID"] as string | undefined);
  return channel === undefined ? info : { ...info, androidInfo: { OPPOChannelID: channel, ...info.androidInfo } };
}
