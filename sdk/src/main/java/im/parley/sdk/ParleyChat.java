package im.parley.sdk;

import im.parley.protocol.CloseReason;
import im.parley.protocol.community.TopicChanged;
import im.parley.protocol.community.TopicCreated;
import im.parley.protocol.community.TopicSelfChanged;
import im.parley.protocol.community.TopicsDeleted;
import im.parley.protocol.conversation.ConversationRead;
import im.parley.protocol.conversation.ConversationsDeleted;
import im.parley.protocol.conversation.ConversationsRead;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.protocol.conversation.OptionsUpdated;
import im.parley.protocol.group.AttributesChanged;
import im.parley.protocol.group.CountersChanged;
import im.parley.protocol.group.GroupChanged;
import im.parley.protocol.group.GroupJoined;
import im.parley.protocol.group.GroupLeft;
import im.parley.protocol.group.MessagePinned;
import im.parley.protocol.group.SelfInfoChanged;
import im.parley.protocol.message.ExtensionsDeleted;
import im.parley.protocol.message.ExtensionsUpdated;
import im.parley.protocol.message.MessageReadByPeer;
import im.parley.protocol.message.MessageReceived;
import im.parley.protocol.message.MessagesModified;
import im.parley.protocol.message.MessagesRemoved;
import im.parley.protocol.message.MessagesRevoked;
import im.parley.protocol.message.ReactionsUpdated;
import im.parley.protocol.message.ReceiptsReceived;
import im.parley.protocol.presence.StatusesChanged;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.ProfileUpdated;
import im.parley.protocol.relation.ApplicationsUpdated;
import im.parley.protocol.relation.BlacklistUpdated;
import im.parley.protocol.relation.FollowListUpdated;
import im.parley.protocol.relation.FriendsUpdated;
import im.parley.protocol.session.Kicked;
import im.parley.protocol.session.Resync;
import im.parley.protocol.settings.ConfigUpdated;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Puts a chat together out of its parts and passes each call on to the part that serves it.
final class ParleyChat
        implements Chat, MessageCalls, ConversationCalls, GroupCalls, RelationCalls, SignalingCalls, FoundCalls {
    private static final Map<Integer, ParleyChat> SHARED = new ConcurrentHashMap<>();

    private final ChatOptions options;
    private final Log log;
    private final SerialExecutor work;
    private final Emitter emitter;
    private final Readiness readiness;
    private final Self self = new Self();
    private final Session session;
    private final MessageFactory factory;
    private final Messages messages;
    private final ConversationBook book;
    private final Conversations conversations;
    private final ConversationReads conversationReads;
    private final ConversationOptionCalls conversationOptions;
    private final LiveRoom live;
    private final Groups groups;
    private final GroupMembers groupMembers;
    private final GroupApplications groupApplications;
    private final GroupAttributes groupAttributes;
    private final GroupCounters groupCounters;
    private final Topics topics;
    private final RelationBook relations;
    private final RelationSync relationSync;
    private final Friends friends;
    private final FriendGroups friendGroups;
    private final Follows follows;
    private final Invitations invitations;
    private final Pins pins;
    private final NameSearches nameSearches;
    private final Statuses statuses;
    private final Search search;
    private final Attachments attachments;
    private final Profiles profiles;
    private final Assist assist;
    private final Abilities abilities;
    private @Nullable CompletableFuture<Void> destruction; // guarded by this

    static Chat shared(ChatOptions options) {
        return SHARED.computeIfAbsent(options.sdkAppID(), id -> new ParleyChat(options));
    }

    ParleyChat(ChatOptions options) {
        this.options = options;
        var io = Io.acquire();
        log = new Log(options.sdkAppID());
        work = new SerialExecutor("parley-sdk-chat", log);
        emitter = new Emitter(log);
        readiness = new Readiness(emitter);
        abilities = new Abilities(log, self);
        var addresses = new MediaAddresses(options, io, work, log, self);
        var groupBook = new GroupBook();
        factory = new MessageFactory(readiness, self, groupBook, addresses);

        var pushes = new Pushes(log);
        var link = new Link(io, options.socketAddress(), work, log, emitter, new FromLink(pushes));
        var cache = new MessageCache(groupBook, addresses::shown);
        relations = new RelationBook(emitter, this::remarksChanged, this::friendsMissing);
        var optionSync = new OptionSync(io, work, log, link, self, emitter);
        var optionBook = optionSync.options();
        book = new ConversationBook(io, work, emitter, relations::remark, groupBook, optionBook);
        var timelines =
                new Timelines(io, work, log, link, self, optionBook::isKeptBack, (id, arrived) -> delivered(arrived));
        conversations = new Conversations(
                work,
                log,
                readiness,
                self,
                link,
                cache,
                book,
                groupBook,
                timelines::known,
                this::topicMissing,
                options.requestTimeout());
        optionSync.start(book, timelines, conversations);
        conversationReads = new ConversationReads(
                work, readiness, link, book, conversations, groupBook, timelines::known, options.requestTimeout());
        conversationOptions = new ConversationOptionCalls(
                work, log, readiness, self, link, optionBook, book, groupBook, options.requestTimeout());
        var uploads = new Uploads(io, work, log, link, addresses, options.sendTimeout());
        var updates =
                new MessageUpdates(io, work, log, emitter, self, link, cache, conversations, timelines, this::modified);
        live = new LiveRoom(log, link, groupBook, this::delivered);
        groups = new Groups(
                work,
                readiness,
                self,
                link,
                groupBook,
                book,
                conversations,
                timelines,
                updates,
                live,
                this::groupLeft,
                options.requestTimeout());
        groupMembers = new GroupMembers(work, log, readiness, link, groups, options.requestTimeout());
        groupApplications = new GroupApplications(work, readiness, link, groups, options.requestTimeout());
        groupAttributes = new GroupAttributes(work, readiness, link, emitter, options.requestTimeout());
        groupCounters = new GroupCounters(work, readiness, self, link, emitter, options.requestTimeout());
        topics = new Topics(
                io,
                work,
                log,
                readiness,
                link,
                emitter,
                book.topics(),
                groupBook,
                book,
                conversations,
                timelines,
                updates.changes(),
                options.requestTimeout());
        var mergers = new MergerStore(link, options.sendTimeout());
        Outbox.Stored sent = (stored, counter) -> {
            cache.add(stored);
            if (stored.isOnlineOnly()) {
                return; // compat#13
            }
            conversations.sent(stored, counter);
            if (stored.sequence() > 0) {
                timelines.taken(stored.conversationID(), stored.sequence());
            }
            updates.sent(stored);
        };
        var outbox = new Outbox(link, self, options.sendTimeout(), preparation(mergers, uploads), sent);
        invitations = new Invitations(
                io, work, log, readiness, self, link, emitter, cache, updates, book, sent, options.sendTimeout());
        var history = new History(link, self, cache, conversations::mark, options.requestTimeout());
        var edits =
                new MessageEdits(work, log, readiness, link, self, updates, conversations, options.requestTimeout());
        messages = new Messages(
                work,
                emitter,
                readiness,
                self,
                cache,
                conversations,
                outbox,
                uploads,
                mergers,
                history,
                updates,
                edits,
                groups::tip,
                invitations);
        pins = new Pins(work, readiness, self, link, emitter, cache, options.requestTimeout());
        nameSearches = new NameSearches(work, readiness, self, link, options.requestTimeout());
        search = new Search(work, log, readiness, self, link, history, options.requestTimeout());
        var extensions = new Extensions(link, self, emitter, updates.changes(), options.requestTimeout());
        var reactions = new Reactions(link, self, emitter, updates.changes(), options.requestTimeout());
        var receipts = new ReadReceipts(link, self, emitter, cache, updates.changes(), options.requestTimeout());
        attachments = new Attachments(work, log, readiness, extensions, reactions, receipts);
        profiles =
                new Profiles(work, log, emitter, readiness, self, link, this::friendsProfile, options.requestTimeout());
        friends = new Friends(work, log, readiness, link, relations, options.requestTimeout());
        friendGroups = new FriendGroups(work, log, readiness, link, relations, options.requestTimeout());
        follows = new Follows(work, log, emitter, readiness, self, link, options.requestTimeout());
        statuses = new Statuses(io, work, log, emitter, readiness, self, link, options.requestTimeout());
        relationSync = new RelationSync(io, work, log, link, self, relations, this::friendsProfile);
        assist = new Assist(work, readiness, link);
        var sync = new Sync(
                link,
                conversations,
                book,
                groupBook,
                groups,
                topics,
                timelines,
                updates,
                cache,
                outbox,
                uploads,
                addresses,
                relations,
                relationSync,
                invitations,
                optionSync,
                statuses,
                this::signedOut);
        session = new Session(io, options, work, log, emitter, readiness, self, link, sync);

        pushes.on(MessageReceived.class, push -> timelines.received(push.message()))
                .on(MessageReadByPeer.class, messages::readByPeer)
                .on(ExtensionsUpdated.class, extensions::updated)
                .on(ExtensionsDeleted.class, extensions::deleted)
                .on(ReactionsUpdated.class, reactions::updated)
                .on(ReceiptsReceived.class, receipts::received)
                .on(ConversationRead.class, conversations::read)
                .on(ConversationsRead.class, push -> push.readList().forEach(conversations::read))
                .on(OptionsUpdated.class, optionBook::updated)
                .on(MessagesRevoked.class, push -> {
                    if (push.messageList().stream().allMatch(live::isHere)) {
                        updates.revoked(push);
                    }
                })
                .on(MessagesModified.class, updates::modified)
                .on(ConversationsDeleted.class, conversations::deleted)
                .on(HistoryCleared.class, conversations::cleared)
                .on(GroupJoined.class, groups::joined)
                .on(GroupLeft.class, groups::left)
                .on(AttributesChanged.class, groupAttributes::changed)
                .on(CountersChanged.class, groupCounters::changed)
                .on(TopicCreated.class, topics::created)
                .on(TopicsDeleted.class, topics::deleted)
                .on(TopicChanged.class, topics::changed)
                .on(TopicSelfChanged.class, topics::selfChanged)
                .on(MessagePinned.class, pins::changed)
                .on(GroupChanged.class, groups::changed)
                .on(SelfInfoChanged.class, groups::selfChanged)
                .on(MessagesRemoved.class, conversations::removed)
                .on(ProfileUpdated.class, profiles::updated)
                .on(FriendsUpdated.class, push -> relations.updated(push))
                .on(ApplicationsUpdated.class, push -> relations.updated(push))
                .on(BlacklistUpdated.class, push -> relations.updated(push))
                .on(FollowListUpdated.class, follows::updated)
                .on(StatusesChanged.class, statuses::updated)
                .on(ConfigUpdated.class, push -> {
                    self.config(push.config());
                    emitter.emit(Events.SERVER_CONFIG_UPDATED, new Events.ServerConfig(push.config()));
                })
                .on(Kicked.class, session::kicked)
                .on(Resync.class, push -> session.synchronise());
    }

    private static Outbox.Preparation preparation(MergerStore mergers, Uploads uploads) {
        return message -> switch (message.payload()) {
            case MergerPayload merger -> mergers.sendable(merger);
            default -> uploads.prepare(message);
        };
    }

    private void groupLeft(String groupID) {
        groupAttributes.forget(groupID);
        groupCounters.forget(groupID);
        topics.left(groupID);
    }

    private void signedOut() {
        groupMembers.clear();
        groupAttributes.clear();
        groupCounters.clear();
    }

    private void remarksChanged() {
        book.remarksChanged();
    }

    private void topicMissing(String topicID) {
        topics.expect(topicID);
    }

    private void friendsMissing() {
        relationSync.expect();
    }

    private void friendsProfile(Profile profile) {
        if (relations.updated(profile)) {
            conversations.profile(profile);
            emitter.emit(Events.PROFILE_UPDATED, List.of(profile));
        }
    }

    private void modified(List<Message> messages) {
        invitations.modified(messages);
    }

    private void delivered(List<im.parley.protocol.message.Message> arrived) {
        messages.delivered(arrived.stream().filter(live::concerns).toList());
    }

    private final class FromLink implements Link.Listener {
        private final Pushes pushes;

        FromLink(Pushes pushes) {
            this.pushes = pushes;
        }

        @Override
        public void opened() {
            session.opened();
        }

        @Override
        public void pushed(String event, Wire.Incoming frame) {
            session.afterSignIn(() -> pushes.dispatch(event, frame));
        }

        @Override
        public void refused(CloseReason reason) {
            session.refused(reason);
        }

        @Override
        public void serverTime(long serverTime, long askedAt) {
            self.serverTime(serverTime, askedAt);
        }
    }

    @Override
    public CompletableFuture<LoginResult> login(String userID, String userSig) {
        Params.present("userID", userID);
        Params.present("userSig", userSig);
        var inside = new CompletableFuture<LoginResult>();
        var atApp = Answers.toApp(inside);
        readiness.loginBegins();
        work.call(() -> session.login(userID, userSig, atApp)).whenComplete((result, failure) -> {
            if (failure == null) {
                inside.complete(result);
            } else {
                inside.completeExceptionally(failure);
            }
        });
        return atApp;
    }

    @Override
    public CompletableFuture<Void> logout() {
        return Answers.toApp(work.call(session::logout));
    }

    @Override
    public String getLoginUser() {
        return self.userID();
    }

    @Override
    public long getServerTime() {
        readiness.check();
        return self.serverTime();
    }

    @Override
    public boolean isReady() {
        return readiness.isReady();
    }

    @Override
    public synchronized CompletableFuture<Void> destroy() {
        if (destruction == null) {
            destruction = Answers.toApp(work.call(session::end).thenRun(() -> {
                SHARED.remove(options.sdkAppID(), this);
                emitter.emit(Events.SDK_DESTROY, new Events.Destroyed(options.sdkAppID()));
                Io.release();
            }));
        }
        return destruction;
    }

    @Override
    public void setLogLevel(int level) {
        abilities.setLogLevel(level);
    }

    @Override
    public void registerPlugin(Map<String, Object> plugins) {
        abilities.registerPlugin(plugins);
    }

    @Override
    public CompletableFuture<Map<String, Object>> callExperimentalAPI(String name, @Nullable Object param) {
        return abilities.call(name, param);
    }

    @Override
    public <T> void on(EventType<T> type, EventHandler<? super T> handler) {
        emitter.on(type, handler);
    }

    @Override
    public void on(String eventName, EventHandler<Object> handler) {
        emitter.on(eventName, handler);
    }

    @Override
    public <T> void once(EventType<T> type, EventHandler<? super T> handler) {
        emitter.once(type, handler);
    }

    @Override
    public <T> void off(EventType<T> type, EventHandler<? super T> handler) {
        emitter.off(type, handler);
    }

    @Override
    public void off(String eventName, EventHandler<Object> handler) {
        emitter.off(eventName, handler);
    }

    @Override
    public <T> void off(EventType<T> type, EventHandler<? super T> handler, boolean once) {
        emitter.off(type, handler, once);
    }

    @Override
    public CompletableFuture<Profile> getMyProfile() {
        return profiles.getMyProfile();
    }

    @Override
    public CompletableFuture<List<Profile>> getUserProfile(List<String> userIDList) {
        return profiles.getUserProfile(userIDList);
    }

    @Override
    public CompletableFuture<Profile> updateMyProfile(ProfileUpdate options) {
        return profiles.updateMyProfile(options);
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public ConversationReads conversationReads() {
        return conversationReads;
    }

    @Override
    public ConversationOptionCalls conversationOptions() {
        return conversationOptions;
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public Attachments attachments() {
        return attachments;
    }

    @Override
    public Invitations invitations() {
        return invitations;
    }

    @Override
    public Pins pins() {
        return pins;
    }

    @Override
    public NameSearches nameSearches() {
        return nameSearches;
    }

    @Override
    public Search search() {
        return search;
    }

    @Override
    public Assist assist() {
        return assist;
    }

    @Override
    public MessageFactory factory() {
        return factory;
    }

    @Override
    public Groups groups() {
        return groups;
    }

    @Override
    public GroupMembers groupMembers() {
        return groupMembers;
    }

    @Override
    public GroupApplications groupApplications() {
        return groupApplications;
    }

    @Override
    public GroupAttributes groupAttributes() {
        return groupAttributes;
    }

    @Override
    public GroupCounters groupCounters() {
        return groupCounters;
    }

    @Override
    public Topics topics() {
        return topics;
    }

    @Override
    public Friends friends() {
        return friends;
    }

    @Override
    public FriendGroups friendGroups() {
        return friendGroups;
    }

    @Override
    public Statuses statuses() {
        return statuses;
    }

    @Override
    public Follows follows() {
        return follows;
    }
}
