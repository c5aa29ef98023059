import { ErrorCode, EVENT, TYPES, type Profile as WireProfile, type SetPushToken } from "../generated/protocol";
import type * as api from "../api";
import type { Area, Core, Part, Roles } from "./area";
import { createChanges } from "./changes";
import type { Conversation } from "./conversation";
import { createConversationList } from "./conversationList";
import { createConversations } from "./conversations";
import { createCreating, createMaker } from "./creating";
import { createEmitter, type Handler } from "./emitter";
import { ChatError } from "./errors";
import { createHistory } from "./history";
import { createLogger } from "./logger";
import { receiptInfo, type Message } from "./message";
import { createMessageStore } from "./messageStore";
import { createOptions, keepsBack } from "./options";
import { copyOf, createProfiles } from "./profiles";
import { REACTIONS_GATE } from "./reactions";
import { createReading } from "./reading";
import { RECEIPTS_GATE } from "./receipts";
import { createReceiving } from "./receiving";
import { createSending } from "./sending";
import { createSession, type Account, type Pushes, type Session } from "./session";
import { isTopic } from "./topicIDs";
import { STATUS_GATE } from "./statuses";
import { createUpdates } from "./updates";
import { checkParameters, createCheck, PARAMETERS } from "./validate";
import { ok } from "./ok";

/**
 * Puts one instance together. The areas know each other only through what is handed to them here.
 *
 * @param areas - each with those that it needs before it; together they play all roles
 * @returns the methods of the core and of the areas
 */
export function createChat(
  sdkAppID: number,
  url: string,
  platform: api.Platform,
  destroyed: () => void,
  areas: readonly Area[],
): api.CoreChat {
  const roles = Object.assign({}, ...areas.map((area) => area.roles)) as Roles;
  const parameters = Object.assign({}, PARAMETERS, ...areas.map((area) => area.parameters)) as typeof PARAMETERS;
  const log = createLogger();
  const check = createCheck(log);
  const emitter = createEmitter(log, check);

  let parts: readonly Part<object>[] = [];
  const pushes: Pushes = {
    "message.received": ({ message }) => {
      if (!topics.ignores?.(message.to)) receiving.push(message);
    },
    "message.keptBack": ({ message }) => receiving.keptBack(message),
    "message.readByPeer": (body) => conversations.readByPeer(body),
    "message.revoked": ({ messageList }) =>
      updates.push(
        messageList.filter((wire) => live.isHere(wire)),
        "revoked",
      ),
    "message.modified": (body) => updates.push(body.messageList, "modified"),
    "message.removed": (body) => conversations.removed(body),
    "conversation.historyCleared": (body) => conversations.cleared(body),
    "conversation.read": (body) => conversations.readByMe(body),
    "conversation.readAll": ({ readList }) => readList.forEach((read) => conversations.readByMe(read)),
    "conversation.optionsUpdated": (body) => options.updated(body),
    "conversation.deleted": (body) => conversations.deleted(body.conversationIDList),
    "profile.updated": ({ profile }) => {
      if (profile.userID === session.account?.userID) profiles.changed(profile);
      else friendsProfile(profile);
    },
  };
  const session = createSession(platform, url, emitter, log, {
    signedIn: ({ profile }) => profiles.signedIn(profile),
    async sync(first) {
      // messages that come have addresses from the start, and those that nobody wants do not come
      await Promise.all([access.renew(), options.sync()]);
      await Promise.all([receiving.sync(first), groups.load(), relations.sync()]);
    },
    ready() {
      for (const it of [groups, topics, list, options, relations]) it.announce();
      parts.forEach((part) => part.ready?.());
    },
    catchUp(first) {
      const compare = conversations.comparing();
      const grouped = groups.catchUp(); // those that were left keep their conversations
      relations.catchUp();
      void access.renew(); // a device that slept has missed when to
      void options
        .sync()
        .catch((failure: unknown) => log.warn("Could not ask for options", failure))
        .then(() => (session.isReady() ? receiving.catchUp(first) : undefined)) // else signed out
        .then(async (now) => {
          await grouped;
          if (now) compare(now);
          options.pinned().forEach((id) => conversations.bringUp(id));
        });
      void grouped.then(() => topics.catchUp());
      parts.forEach((part) => part.catchUp?.());
    },
    comeBack: () => live.comeBack(),
    signedOut() {
      store.clear();
      const all = [access, receiving, updates, list, options, groups, topics, live, profiles, relations, ...parts];
      for (const it of all) it.reset?.();
    },
    check: roles.localWords().check,
    pushes,
  });
  /** Only asked for while signed in. */
  const me = (): Account => {
    if (!session.account) throw new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody is logged in");
    return session.account;
  };

  const { toView, toWire } = roles;
  const access = roles.access(session, sdkAppID, url, log, () => {
    for (const { type, payload } of store.all()) Object.assign(payload, toView(type, payload, access.addressOf));
    for (const { lastMessage: last } of list.sorted()) {
      if (last.payload) Object.assign(last.payload, toView(last.type, last.payload, access.addressOf));
    }
  });
  function touchKnown(id: string): void {
    const conversation = find(id);
    if (conversation) list.touch(conversation);
  }
  const find = (id: string): Conversation | undefined => list.find(id);
  const newest = (id: string): number => receiving.newest(id);
  const reminding = (id: string): string => options.of(id).messageRemindType;
  /** A group or a topic is not what it was. */
  const touchRoom = (id: string): void => (isTopic(id) ? topics : groups).touch(id);
  const options = createOptions(session, emitter, log, {
    changed(before, after) {
      const id = after.conversationID;
      touchKnown(id);
      touchRoom(id.slice(TYPES.CONV_GROUP.length));
      if (keepsBack(before) && !keepsBack(after)) receiving.skipNext(id);
      if (before.isPinned && !after.isPinned) conversations.unpinned(id);
      if (after.isPinned && !before.isPinned && session.isReady()) conversations.bringUp(id);
    },
    regrouped: (ids) => ids.forEach(touchKnown),
    views: (ids) => list.sorted().filter(({ conversationID }) => ids.includes(conversationID)),
  });
  const list = createConversationList(
    emitter,
    { view: (groupID) => groups.view(groupID), touch: touchRoom },
    options,
    (userID) => relations.remark(userID),
  );
  const conversationOf = (groupID: string): Conversation | undefined => find(TYPES.CONV_GROUP + groupID);
  const groups = roles.groups(
    session,
    emitter,
    log,
    me,
    conversationOf,
    newest,
    {
      entered({ groupID, type, isSupportTopic }) {
        if (isSupportTopic) return; // its topics have conversations
        list.show(list.of(TYPES.CONV_GROUP + groupID));
        if (type === TYPES.GRP_AVCHATROOM) live.entered(groupID);
        else receiving.joined(TYPES.CONV_GROUP + groupID);
      },
      left({ groupID, type }) {
        parts.forEach((part) => part.left?.(groupID));
        topics.left(groupID);
        receiving.left(TYPES.CONV_GROUP + groupID);
        options.unpinned(TYPES.CONV_GROUP + groupID);
        const conversation = conversationOf(groupID);
        if (type !== TYPES.GRP_AVCHATROOM) return;
        live.left(groupID);
        if (conversation) list.hide(conversation);
      },
      replaced(groupID) {
        const id = TYPES.CONV_GROUP + groupID;
        for (const it of [receiving, options]) it.drop(id);
        for (const it of [list, store]) it.forget(id);
      },
      changed: (groupID) => touchKnown(TYPES.CONV_GROUP + groupID),
    },
    reminding,
  );
  const live = roles.live(session, groups, log, (wires) => receiving.online(wires));
  const store = createMessageStore(
    me,
    (conversationID, isMine) => {
      const { peerReadSequence = 0, readSequence = 0, profile } = find(conversationID) ?? {};
      const subType = groups.of(conversationID)?.type ?? "";
      return { peerReadSequence, readSequence, sender: isMine ? profiles.mine : profile, subType };
    },
    access.addressOf,
    toView,
  );
  const reading = createReading(emitter, store, () => session.isReady());
  const conversations = createConversations(session, list, groups, options, log, me, {
    ...reading,
    newest,
    fetchTopic: (id) => topics.fetch(id),
    meetTopic: (id) => topics.meet(id),
  });
  const topics = roles.topics(session, emitter, log, groups, {
    find,
    newest,
    reminding,
    learn: (wire) => receiving.learn(wire),
    begin: (id) => receiving.begin(id),
    meet: (wire, isNew) => receiving.meet(wire, isNew),
    forget(id, isOver) {
      receiving.left(id);
      list.forget(id);
      if (isOver) options.drop(id);
    },
  });
  const profiles = createProfiles(session, emitter, (seen) => conversations.profiles(seen));
  const friendsProfile = (profile: WireProfile): void => {
    if (!relations.profileUpdated(profile)) return;
    conversations.profiles([profile]);
    emitter.emit(EVENT.PROFILE_UPDATED, [copyOf(profile)]);
  };
  const relations = roles.relations(session, emitter, log, () => list.remarksChanged(), friendsProfile);
  const changes = createChanges(session, log, (missed) => updates.pulled(missed));
  const receiving = createReceiving(
    session,
    emitter,
    log,
    me,
    store,
    list,
    conversations,
    changes,
    live,
    (wire) => updates.newest(wire),
    (id) => options.isKeptBack(id),
  );
  const updates = createUpdates(
    emitter,
    me,
    store,
    conversations,
    changes,
    (id, sequence) => receiving.isAhead(id, sequence),
    (missed) => parts.forEach((part) => part.missed?.(missed)),
  );
  const history = createHistory(session, groups, store);
  const create = createMaker(session, {
    me,
    signature(conversationID) {
      const { nick = "", avatar = "" } = profiles.mine ?? {};
      const { type: conversationSubType = "", selfInfo } = groups.of(conversationID) ?? {};
      return { nick, avatar, nameCard: selfInfo?.nameCard ?? "", conversationSubType };
    },
  });
  const creating = createCreating(create);
  /** A message of mine is stored by the server at this place. */
  function sent(message: Message, sequence: number, time: number, unreadCounter: number): void {
    Object.assign(message, { sequence, time });
    store.stored(message);
    if (message._onlineOnlyFlag) return; // `compat#13`
    const { memberCount } = groups.of(message.conversationID) ?? {};
    // a push of who has read it may be faster than the answer
    if (message.needReadReceipt && memberCount !== undefined && message.readReceiptInfo.readCount === undefined) {
      const unread = message.receiverList.length || Math.max(0, memberCount - 1);
      message.readReceiptInfo = receiptInfo(TYPES.CONV_GROUP, { count: 0, time: 0, unread });
    }
    conversations.advance(message, unreadCounter);
    if (sequence) receiving.own(message, sequence);
    updates.sent(message);
    conversations.meet(message.conversationID);
  }
  const sending = createSending(
    session,
    {
      sending: (message) => store.send(message),
      prepare(message, signal) {
        for (const part of parts) {
          const preparing = part.prepare?.(message, signal);
          if (preparing) return preparing;
        }
        return undefined;
      },
      sent,
    },
    toWire,
  );

  const core: Core = {
    ...{ session, emitter, log, check, me, create, store, list, options, updates, conversations },
    ...{ groups, live, topics, relations, access, sent, platform, url, toView, toWire, whenReady },
    isDestroyed: () => isDestroyed,
    expect: (id, sequence) => receiving.expect(id, sequence),
    find,
  };
  parts = areas.map((area) => area.part(core));
  for (const part of parts) Object.assign(pushes, part.pushes);

  /** A method that needs a login: before ready it rejects, whatever it returns otherwise (`general#1`). */
  function whenReady<A extends unknown[], R>(name: string, method: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      // a rejected promise is not what each type says: so the contract has it
      if (!session.isReady()) return Promise.reject(session.refusal(name)) as R;
      return method(...checkParameters(check, parameters, name, args));
    };
  }
  /** The same for every method of an area, but those of before a login. */
  function guarded<T extends object>(area: T, early: readonly string[] = []): T {
    const methods = Object.entries(area) as [string, (...args: unknown[]) => unknown][];
    return Object.fromEntries(
      methods.map(([name, method]) => [name, early.includes(name) ? method : whenReady(name, method)]),
    ) as T;
  }

  let isDestroyed = false;

  return {
    login(options) {
      checkParameters(check, parameters, "login", [options]);
      parts.forEach((part) => part.leave?.());
      return session.login(options.userID, options.userSig).then((isNew) =>
        ok({
          actionStatus: "OK",
          errorCode: 0,
          errorInfo: isNew ? "" : `${session.account?.userID ?? ""} is logged in already`,
          ...(!isNew && { repeatLogin: true }),
        }),
      );
    },
    logout: () => session.logout().then(() => ok({})),
    getLoginUser: () => session.account?.userID ?? "",
    getServerTime: whenReady("getServerTime", () => session.serverTime()),
    isReady: () => session.isReady(),
    async destroy() {
      if (isDestroyed) return ok({});
      isDestroyed = true;
      destroyed();
      parts.forEach((part) => part.leave?.());
      await session.end();
      emitter.emit(EVENT.SDK_DESTROY, { SDKAppID: sdkAppID });
      return ok({});
    },
    // the emitter knows no names: that each handler fits its event is checked by the types of `Chat`
    on: (name: string, handler: unknown, context?: unknown) => emitter.on(name, handler as Handler, context),
    once: (name: string, handler: unknown, context?: unknown) => emitter.once(name, handler as Handler, context),
    off: (name, handler, context, once) => emitter.off(name, handler as Handler, context, once),
    registerPlugin(plugins) {
      checkParameters(check, parameters, "registerPlugin", [plugins]);
      parts.forEach((part) => part.register?.(plugins));
      session.monitor(plugins["chat-network-monitor"]);
    },
    setLogLevel(level) {
      checkParameters(check, parameters, "setLogLevel", [level]);
      log.level = level;
    },
    callExperimentalAPI: experimental(session) as api.Chat["callExperimentalAPI"],
    ...guarded({ ...creating, ...sending, ...history, ...conversations.api, ...profiles.api }),
    ...(Object.assign({}, ...parts.map(({ api, early }) => guarded(api, early))) as object),
  };
}

type Experimental = Pick<Session, "config" | "isReady" | "refusal" | "call">;

/** What apps ask for by the number of a bit, and the setting that switches it. */
const ABILITIES: Readonly<Record<number, string>> = {
  [2 ** 5]: RECEIPTS_GATE,
  [2 ** 7]: STATUS_GATE,
  [2 ** 38]: "message.translation",
  [2 ** 39]: "message.speechToText",
  [2 ** 48]: REACTIONS_GATE,
};

async function ask(session: Experimental, name: string, about: unknown): Promise<api.Response<object>> {
  let data = {};
  if (name === "setOfflinePushToken") {
    if (!session.isReady()) throw session.refusal(name);
    await session.call("push.setToken", about as SetPushToken);
  }
  if (name === "isCommercialAbilityEnabled") {
    const gate = ABILITIES[Number(about)];
    data = { enabled: gate !== undefined && !session.config.disabled.includes(gate) };
  }
  return ok(data);
}

/** `compat#4`: groups and friends may be used; abilities as the server's settings say. And where a phone is reached. */
const experimental =
  (session: Experimental) =>
  (name: string, about?: unknown): unknown =>
    name === "canIUseModule" || ask(session, name, about);
