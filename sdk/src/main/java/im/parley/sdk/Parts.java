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
import im.parley.protocol.message.MessagesKeptBack;
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
import java.util.function.Consumer;

/// The parts of one chat, put together: which serves which calls, and what the server's pushes are for.
final class Parts {
    final SerialExecutor work;
    final Emitter emitter;
    final Readiness readiness;
    final Self self = new Self();
    final Session session;
    final Guest guest;
    final MessageFactory factory;
    final Messages messages;
    private final ConversationBook book;
    private final Conversations conversations;
    final ConversationRequests conversationRequests;
    final ConversationReads conversationReads;
    final ConversationOptionCalls conversationOptions;
    private final LiveRoom live;
    final Groups groups;
    final GroupMembers groupMembers;
    final GroupApplications groupApplications;
    final GroupAttributes groupAttributes;
    final GroupCounters groupCounters;
    final Topics topics;
    private final RelationBook relations;
    private final RelationSync relationSync;
    final Friends friends;
    final FriendGroups friendGroups;
    final Follows follows;
    final Invitations invitations;
    final Pins pins;
    final NameSearches nameSearches;
    final Statuses statuses;
    final Search search;
    final Attachments attachments;
    final Profiles profiles;
    final Assist assist;
    final Phones phones;
    final Abilities abilities;

    Parts(ChatOptions options, Io io) {
        var log = new Log(options.sdkAppID());
        work = new SerialExecutor("parley-sdk-chat", log);
        emitter = new Emitter(log);
        readiness = new Readiness(emitter);
        abilities = new Abilities(log, self);
        var addresses = new MediaAddresses(options, io, work, log, self);
        var groupBook = new GroupBook();
        factory = new MessageFactory(readiness, self, groupBook, addresses);

        var pushes = new Pushes(log);
        var link = new Link(io, options.socketAddress(), work, log, emitter, self::checkWritten, new FromLink(pushes));
        var cache = new MessageCache(groupBook, addresses::shown);
        relations = new RelationBook(emitter, this::remarksChanged, this::friendsMissing);
        var optionSync = new OptionSync(io, work, log, link, self, emitter);
        var optionBook = optionSync.options();
        book = new ConversationBook(io, work, emitter, relations::remark, groupBook, optionBook);
        var timelines =
                new Timelines(io, work, log, link, self, optionBook::isKeptBack, (id, arrived) -> delivered(arrived));
        conversations = new Conversations(
                log, emitter, self, link, cache, book, groupBook, this::topicMissing, options.requestTimeout());
        conversationRequests = new ConversationRequests(
                work,
                log,
                readiness,
                link,
                cache,
                book,
                groupBook,
                conversations,
                timelines::known,
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
                log,
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
            groupBook.awaitReceipts(stored);
            conversations.sent(stored, counter);
            if (stored.sequence() > 0) {
                timelines.taken(stored.conversationID(), stored.sequence());
            }
            updates.sent(stored);
        };
        var outbox = new Outbox(link, self, options.sendTimeout(), preparation(mergers, uploads), sent);
        invitations = new Invitations(
                io, work, log, readiness, self, link, emitter, cache, updates, book, sent, options.sendTimeout());
        var history = new History(link, self, cache, groupBook, conversations::mark, options.requestTimeout());
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
        nameSearches = new NameSearches(work, log, readiness, self, link, book, options.requestTimeout());
        search = new Search(work, log, readiness, self, link, history, options.requestTimeout());
        var extensions = new Extensions(link, self, emitter, updates.changes(), options.requestTimeout());
        var reactions = new Reactions(link, self, emitter, updates.changes(), options.requestTimeout());
        var receipts = new ReadReceipts(link, self, emitter, cache, updates.changes(), options.requestTimeout());
        attachments = new Attachments(work, log, readiness, extensions, reactions, receipts);
        updates.onMissedAttachments(attachments::missed);
        profiles =
                new Profiles(work, log, emitter, readiness, self, link, this::friendsProfile, options.requestTimeout());
        friends = new Friends(work, log, readiness, link, relations, options.requestTimeout());
        friendGroups = new FriendGroups(work, log, readiness, link, relations, options.requestTimeout());
        follows = new Follows(work, log, emitter, readiness, self, link, options.requestTimeout());
        statuses =
                new Statuses(io, work, log, emitter, readiness, self, link, this::isFriend, options.requestTimeout());
        relationSync = new RelationSync(io, work, log, link, self, relations, this::friendsProfile);
        assist = new Assist(work, readiness, link);
        phones = new Phones(work, readiness, link, options.requestTimeout());
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
                this::back,
                this::signedOut);
        session = new Session(io, options, work, log, emitter, readiness, self, link, sync);
        guest = new Guest(io, options.socketAddress(), work, log, emitter, addresses::shown, options.requestTimeout());

        pushes.on(MessageReceived.class, push -> timelines.received(push.message()))
                .on(MessagesKeptBack.class, push -> timelines.keptBack(push.message(), messages::arrived))
                .on(MessageReadByPeer.class, inTurn(timelines, conversations::readByPeer))
                .on(ExtensionsUpdated.class, extensions::updated)
                .on(ExtensionsDeleted.class, extensions::deleted)
                .on(ReactionsUpdated.class, reactions::updated)
                .on(ReceiptsReceived.class, receipts::received)
                .on(ConversationRead.class, inTurn(timelines, conversations::read))
                .on(
                        ConversationsRead.class,
                        inTurn(timelines, push -> push.readList().forEach(conversations::read)))
                .on(OptionsUpdated.class, optionBook::updated)
                .on(MessagesRevoked.class, push -> {
                    if (push.messageList().stream().allMatch(live::isHere)) {
                        updates.revoked(push);
                    }
                })
                .on(MessagesModified.class, updates::modified)
                .on(ConversationsDeleted.class, inTurn(timelines, conversations::deleted))
                .on(HistoryCleared.class, inTurn(timelines, conversations::cleared))
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
                .on(MessagesRemoved.class, inTurn(timelines, conversations::removed))
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

    /// What concerns conversations that the first list is to bring has to wait for it.
    private static <P> Consumer<P> inTurn(Timelines timelines, Consumer<P> handler) {
        return push -> timelines.inTurn(() -> handler.accept(push));
    }

    private static Outbox.Preparation preparation(MergerStore mergers, Uploads uploads) {
        return message -> switch (message.payload()) {
            case MergerPayload merger -> mergers.sendable(merger);
            default -> uploads.prepare(message);
        };
    }

    private void groupLeft(String groupID) {
        groupMembers.forget(groupID);
        groupAttributes.forget(groupID);
        groupCounters.forget(groupID);
        topics.left(groupID);
    }

    private void back() {
        groupAttributes.catchUp();
        groupCounters.catchUp();
    }

    private void signedOut() {
        groupMembers.clear();
        groupAttributes.clear();
        groupCounters.clear();
    }

    private boolean isFriend(String userID) {
        return relations.friend(userID) != null;
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
}
