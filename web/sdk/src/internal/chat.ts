import { ErrorCode, EVENT, TYPES, type Profile as WireProfile } from "../generated/protocol";
import type * as api from "../api";
import { createApplications } from "./applications";
import { createAssist } from "./assist";
import { attachments } from "./attachments";
import { createChanges } from "./changes";
import { createConversationList, type Conversation } from "./conversationList";
import { createConversationOptions } from "./conversationOptions";
import { createConversations } from "./conversations";
import { createCreating, createMaker } from "./creating";
import { createEditing } from "./editing";
import { createEmitter, type Handler } from "./emitter";
import { createFollows } from "./follows";
import { createFriends } from "./friends";
import { createExtensions } from "./extensions";
import { ChatError } from "./errors";
import { createGroupAttributes } from "./groupAttributes";
import { createGroupCounters } from "./groupCounters";
import { createGroupList } from "./groupList";
import { createGroups, createShown } from "./groups";
import { createGuest } from "./guest";
import { createHistory } from "./history";
import { createLiveRoom } from "./liveRoom";
import { createLogger } from "./logger";
import { createMedia } from "./media";
import { createMediaAccess } from "./mediaAccess";
import { toView, toWire } from "./mediaPayload";
import { createMemberEdits } from "./memberEdits";
import { createMembers } from "./members";
import { createMergers } from "./merger";
import { receiptInfo, type Message } from "./message";
import { createMessageStore } from "./messageStore";
import { createOptions, keepsBack } from "./options";
import { createNameSearch } from "./nameSearch";
import { createPins } from "./pins";
import type { Platform } from "./platform";
import { copyOf, createProfiles } from "./profiles";
import { createReactions, REACTIONS_GATE } from "./reactions";
import { createReading } from "./reading";
import { createReceipts, RECEIPTS_GATE } from "./receipts";
import { createReceiving } from "./receiving";
import { createRelations } from "./relations";
import { createSearch } from "./search";
import { createSending } from "./sending";
import { createSession, type Account, type Session } from "./session";
import { createSignaling } from "./signaling";
import { createStatuses } from "./statuses";
import { createTopics, isTopic } from "./topics";
import { createUpdates } from "./updates";
import { checkParameter, createCheck } from "./validate";

/** Puts one instance together. The areas know each other only through what is handed to them here. */
export function createChat(sdkAppID: number, url: string, platform: Platform, destroyed: () => void): api.Chat {
  const log = createLogger();
  const check = createCheck(log);
  const emitter = createEmitter(log, check);

  const session = createSession(platform, url, emitter, log, {
    signedIn: ({ profile }) => profiles.reset(profile),
    async sync(first) {
      // messages that come have addresses from the start, and those that nobody wants do not come
      await Promise.all([access.renew(), options.sync()]);
      await Promise.all([receiving.sync(first), groups.load(), relations.sync()]);
    },
    ready() {
      receiving.start();
      updates.start();
      groups.announce();
      topics.announce();
      list.announce();
      options.announce();
      relations.announce();
      void signaling.sync();
    },
    catchUp(first) {
      relations.catchUp();
      void access.renew(); // a device that slept has missed when to
      void options
        .sync()
        .catch((failure: unknown) => log.warn("What is kept about conversations may be out of date", failure))
        .then(() => receiving.catchUp(first))
        .then(() => options.pinned().forEach((id) => conversations.bringUp(id)));
      void groups.catchUp().then(() => topics.catchUp());
      void signaling.sync();
      statuses.restore();
    },
    comeBack: () => live.comeBack(),
    signedOut() {
      media.reset();
      access.reset();
      receiving.reset();
      updates.reset();
      list.reset();
      options.reset();
      groups.reset();
      topics.reset();
      live.reset();
      memberEdits.reset();
      attributes.reset();
      counters.reset();
      store.clear();
      profiles.reset();
      relations.reset();
      signaling.reset();
      statuses.reset();
    },
    pushes: {
      "message.received": (body) => receiving.push(body.message),
      "message.keptBack": (body) => receiving.keptBack(body.message),
      "message.extensionsUpdated": (body) => extensions.updated(body),
      "message.extensionsDeleted": (body) => extensions.deleted(body),
      "message.reactionsUpdated": (body) => reactions.updated(body),
      "message.receiptsReceived": (body) => receipts.received(body),
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
      "group.joined": (body) => live.follow(body.group),
      "group.left": (body) => groups.left(body.groupID),
      "group.changed": (body) => groups.take(body.group),
      "group.selfChanged": (body) => groups.self(body.groupID, body.selfInfo),
      "group.attributesChanged": (body) => attributes.changed(body),
      "group.messagePinned": (body) => pins.changed(body),
      "group.countersChanged": (body) => counters.changed(body),
      "topic.created": ({ groupID, topic }) => topics.created(groupID, topic),
      "topic.deleted": ({ groupID, topicIDList }) => topics.deleted(groupID, topicIDList),
      "topic.changed": ({ topic }) => topics.changed(topic),
      "topic.selfChanged": ({ topicID, selfInfo }) => topics.self(topicID, selfInfo),
      "profile.updated": ({ profile }) => {
        if (profile.userID === session.account?.userID) profiles.changed(profile);
        else friendsProfile(profile);
      },
      "relation.friendsUpdated": (body) => relations.friendsUpdated(body),
      "relation.applicationsUpdated": (body) => relations.applicationsUpdated(body),
      "relation.blacklistUpdated": (body) => relations.blacklistUpdated(body),
      "follow.listUpdated": (body) => follows.updated(body),
      "presence.changed": (body) => statuses.updated(body),
    },
  });
  /** Only asked for while signed in. */
  const me = (): Account => {
    if (!session.account) throw new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody is logged in");
    return session.account;
  };

  const access = createMediaAccess(session, sdkAppID, url, log, () => {
    for (const { type, payload } of store.all()) Object.assign(payload, toView(type, payload, access.addressOf));
    for (const { lastMessage: last } of list.sorted()) {
      if (last.payload) Object.assign(last.payload, toView(last.type, last.payload, access.addressOf));
    }
  });
  function touchKnown(id: string): void {
    const conversation = list.find(id);
    if (conversation) list.touch(conversation);
  }
  const options = createOptions(session, emitter, log, {
    changed(before, after) {
      const id = after.conversationID;
      touchKnown(id);
      (isTopic(id) ? topics : groups).touch(id.slice(TYPES.CONV_GROUP.length));
      if (keepsBack(before) && !keepsBack(after)) receiving.skipNext(id);
      if (before.isPinned && !after.isPinned) conversations.unpinned(id);
      if (after.isPinned && !before.isPinned && session.isReady()) conversations.bringUp(id);
    },
    regrouped: (ids) => ids.forEach(touchKnown),
    views: (ids) => list.sorted().filter(({ conversationID }) => ids.includes(conversationID)),
  });
  const list = createConversationList(
    emitter,
    { view: (groupID) => groups.view(groupID), touch: (id) => (isTopic(id) ? topics : groups).touch(id) },
    options,
    (userID) => relations.remark(userID),
  );
  const conversationOf = (groupID: string): Conversation | undefined => list.find(TYPES.CONV_GROUP + groupID);
  const groups = createGroupList(
    session,
    emitter,
    log,
    me,
    conversationOf,
    (id) => receiving.newest(id),
    {
      entered({ groupID, type, isSupportTopic }) {
        if (isSupportTopic) return; // its topics have conversations
        list.show(list.of(TYPES.CONV_GROUP + groupID));
        if (type === TYPES.GRP_AVCHATROOM) live.entered(groupID);
        else receiving.joined(TYPES.CONV_GROUP + groupID);
      },
      left({ groupID, type }) {
        attributes.forget(groupID);
        counters.forget(groupID);
        topics.left(groupID);
        receiving.left(TYPES.CONV_GROUP + groupID);
        const conversation = conversationOf(groupID);
        if (type !== TYPES.GRP_AVCHATROOM) return;
        live.left(groupID);
        if (conversation) list.hide(conversation);
      },
      changed(groupID) {
        const conversation = conversationOf(groupID);
        if (conversation) list.touch(conversation);
      },
    },
    (id) => options.of(id).messageRemindType,
  );
  const live = createLiveRoom(session, groups, log, (wires) => receiving.online(wires));
  const shown = createShown(groups, (id, sequence) => receiving.expect(id, sequence));
  const memberEdits = createMemberEdits(session, log, groups, shown);
  const store = createMessageStore(
    me,
    (conversationID, isMine) => {
      const { peerReadSequence = 0, readSequence = 0, profile } = list.find(conversationID) ?? {};
      const subType = groups.of(conversationID)?.type ?? "";
      return { peerReadSequence, readSequence, sender: isMine ? profiles.mine : profile, subType };
    },
    access.addressOf,
  );
  const reading = createReading(emitter, store, () => session.isReady());
  const conversations = createConversations(session, list, groups, options, log, me, {
    ...reading,
    newest: (id) => receiving.newest(id),
    fetchTopic: (id) => topics.fetch(id),
    meetTopic: (id) => topics.meet(id),
  });
  const topics = createTopics(session, emitter, log, groups, {
    find: (id) => list.find(id),
    newest: (id) => receiving.newest(id),
    reminding: (id) => options.of(id).messageRemindType,
    learn: (wire) => receiving.learn(wire),
    forget(id) {
      receiving.left(id);
      list.forget(id);
    },
  });
  const profiles = createProfiles(session, emitter, log, (seen) => conversations.profiles(seen));
  const friendsProfile = (profile: WireProfile): void => {
    if (!relations.profileUpdated(profile)) return;
    conversations.profiles([profile]);
    emitter.emit(EVENT.PROFILE_UPDATED, [copyOf(profile)]);
  };
  const relations = createRelations(session, emitter, log, () => list.remarksChanged(), friendsProfile);
  const follows = createFollows(session, emitter, log);
  const statuses = createStatuses(session, emitter, log);
  const changes = createChanges(session, log, (messages, onlyHeld) => updates.pulled(messages, onlyHeld));
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
  const updates = createUpdates(emitter, me, store, conversations, changes, (id, sequence) =>
    receiving.isAhead(id, sequence),
  );
  const editing = createEditing(session, log, check, store, updates, conversations);
  const extensions = createExtensions(session, emitter);
  const reactions = createReactions(session, emitter, log, me);
  const receipts = createReceipts(session, emitter, log, me, store);
  const attributes = createGroupAttributes(session, emitter);
  const counters = createGroupCounters(session, emitter);
  const pins = createPins(session, emitter, store);
  const history = createHistory(session, groups, store);
  const search = createSearch(session, store, check, log);
  const create = createMaker(session, {
    me,
    signature(conversationID) {
      const { nick = "", avatar = "" } = profiles.mine ?? {};
      const { type: conversationSubType = "", selfInfo } = groups.of(conversationID) ?? {};
      return { nick, avatar, nameCard: selfInfo?.nameCard ?? "", conversationSubType };
    },
  });
  const creating = createCreating(create, log);
  const media = createMedia(session, access, create, log);
  const mergers = createMergers(session);
  const asMerger = (payload: api.Payload): api.MergerPayload => payload as unknown as api.MergerPayload; // by its type
  const addressed = (payload: api.MergerPayload): api.Payload =>
    toView(TYPES.MSG_MERGER, { ...payload }, access.addressOf);
  /** A message of mine is stored by the server at this place. */
  function sent(message: Message, sequence: number, time: number, unreadCounter: number): void {
    Object.assign(message, { sequence, time });
    store.stored(message);
    if (message._onlineOnlyFlag) return; // `compat#13`
    const { memberCount } = groups.of(message.conversationID) ?? {};
    if (message.needReadReceipt && memberCount !== undefined) {
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
        if (message.type !== TYPES.MSG_MERGER) return media.upload(message, signal);
        return mergers.sendable(asMerger(toWire(message.type, message.payload))).then((payload) => {
          message.payload = addressed(payload);
        });
      },
      sent,
    },
    { complete: async (payload) => asMerger(addressed(await mergers.complete(payload))) },
  );

  const signaling = createSignaling(
    session,
    emitter,
    log,
    me,
    create,
    store,
    updates,
    (id, sequence) => sequence > (list.find(id)?.readSequence ?? 0),
    sent,
  );

  /** A method that needs a login: before ready it rejects, whatever it returns otherwise (`general#1`). */
  function whenReady<A extends unknown[], R>(name: string, method: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      // a rejected promise is not what each type says: so the contract has it
      if (!session.isReady()) return Promise.reject(session.refusal(name)) as R;
      checkParameter(check, name, args[0]);
      return method(...args);
    };
  }
  /** The same for every method of an area. */
  function guarded<T extends object>(area: T): T {
    const methods = Object.entries(area) as [string, (...args: unknown[]) => unknown][];
    return Object.fromEntries(methods.map(([name, method]) => [name, whenReady(name, method)])) as T;
  }

  let isDestroyed = false;
  const guest = createGuest(platform, url, emitter, log, access.addressOf);
  /** The same, but in live rooms before a login, too (`joinGroup#5`). */
  function orAsGuest<A, R>(name: string, method: (options: A) => R, asGuest: (options: A) => R): (options: A) => R {
    const mine = whenReady(name, method);
    return (options) => {
      if (isDestroyed || !session.isOut()) return mine(options);
      checkParameter(check, name, options);
      return asGuest(options);
    };
  }
  const groupCalls = createGroups(session, log, groups, live, shown);
  const ok = (): api.Response<object> => ({ code: 0, data: {} });

  return {
    login(options) {
      checkParameter(check, "login", options);
      guest.leave();
      return session.login(options.userID, options.userSig).then((isNew) => ({
        code: 0,
        data: {
          actionStatus: "OK",
          errorCode: 0,
          errorInfo: isNew ? "" : `${session.account?.userID ?? ""} is logged in already`,
          ...(!isNew && { repeatLogin: true }),
        },
      }));
    },
    logout: () => session.logout().then(ok),
    getLoginUser: () => session.account?.userID ?? "",
    getServerTime: whenReady("getServerTime", () => session.serverTime()),
    isReady: () => session.isReady(),
    async destroy() {
      if (isDestroyed) return ok();
      isDestroyed = true;
      destroyed();
      guest.leave();
      await session.logout().catch(() => undefined); // nobody was logged in
      session.close();
      emitter.emit(EVENT.SDK_DESTROY, { SDKAppID: sdkAppID });
      return ok();
    },
    // the emitter knows no names: that each handler fits its event is checked by the types of `Chat`
    on: (name: string, handler: unknown, context?: unknown) => emitter.on(name, handler as Handler, context),
    once: (name: string, handler: unknown, context?: unknown) => emitter.once(name, handler as Handler, context),
    off: (name, handler, context, once) => emitter.off(name, handler as Handler, context, once),
    registerPlugin(plugins) {
      checkParameter(check, "registerPlugin", plugins);
      media.register(plugins);
    },
    setLogLevel(level) {
      checkParameter(check, "setLogLevel", level);
      log.level = level;
    },
    callExperimentalAPI: experimental(session) as api.Chat["callExperimentalAPI"],
    ...guarded({
      ...creating,
      ...media.creating,
      ...sending,
      ...editing,
      ...history,
      ...search,
      ...attachments(check, { extensions, reactions, receipts }),
      ...createAssist(session),
      ...conversations.api,
      ...createConversationOptions(session, options, list, groups, topics, log),
      ...groupCalls,
      ...createMembers(session, groups),
      ...memberEdits.api,
      ...createApplications(session, check, shown),
      ...attributes.api,
      ...counters.api,
      ...topics.api,
      ...profiles.api,
      ...createFriends(session, relations, log),
      ...follows.api,
      ...signaling.api,
      ...pins.api,
      ...createNameSearch(session, shown),
      ...statuses.api,
    }),
    joinGroup: orAsGuest("joinGroup", groupCalls.joinGroup, guest.joinGroup),
    quitGroup: orAsGuest("quitGroup", groupCalls.quitGroup, guest.quitGroup),
    ...signaling.listening,
  };
}

/** What apps ask for by the number of a bit, and the setting that switches it. */
const ABILITIES: Readonly<Record<number, string>> = { [2 ** 5]: RECEIPTS_GATE, [2 ** 48]: REACTIONS_GATE };

/** `compat#4`: groups and friends may be used; abilities as the server's settings say. */
const experimental =
  (session: Pick<Session, "config">) =>
  (name: string, ability?: unknown): unknown => {
    if (name === "canIUseModule") return true;
    if (name !== "isCommercialAbilityEnabled") return Promise.resolve({ code: 0, data: {} });
    const gate = ABILITIES[Number(ability)];
    const enabled = gate !== undefined && !session.config.disabled.includes(gate);
    return Promise.resolve({ code: 0, data: { enabled } });
  };
