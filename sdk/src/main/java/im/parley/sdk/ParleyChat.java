package im.parley.sdk;

import im.parley.protocol.CloseReason;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ConversationRead;
import im.parley.protocol.conversation.ConversationsDeleted;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.protocol.group.AttributesChanged;
import im.parley.protocol.group.CountersChanged;
import im.parley.protocol.group.GroupChanged;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.GroupJoined;
import im.parley.protocol.group.GroupLeft;
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
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.ProfileUpdated;
import im.parley.protocol.relation.ApplicationsUpdated;
import im.parley.protocol.relation.BlacklistUpdated;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowListUpdated;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import im.parley.protocol.relation.Friend;
import im.parley.protocol.relation.FriendsUpdated;
import im.parley.protocol.session.Kicked;
import im.parley.protocol.session.Resync;
import im.parley.protocol.settings.ConfigUpdated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Puts a chat together out of its parts and passes each call on to the part that serves it.
final class ParleyChat implements Chat {
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
    private final Groups groups;
    private final GroupMembers groupMembers;
    private final GroupApplications groupApplications;
    private final GroupAttributes groupAttributes;
    private final GroupCounters groupCounters;
    private final RelationBook relations;
    private final RelationSync relationSync;
    private final Friends friends;
    private final FriendGroups friendGroups;
    private final Follows follows;
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
        book = new ConversationBook(io, work, emitter, relations::remark, groupBook);
        var timelines = new Timelines(io, work, log, link, self, (id, arrived) -> delivered(arrived));
        conversations = new Conversations(
                work, log, readiness, self, link, cache, book, groupBook, timelines::known, options.requestTimeout());
        var uploads = new Uploads(io, work, log, link, addresses, options.sendTimeout());
        var updates = new MessageUpdates(io, work, log, emitter, self, link, cache, conversations, timelines);
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
                options.requestTimeout());
        groupMembers = new GroupMembers(work, log, readiness, link, groups, options.requestTimeout());
        groupApplications = new GroupApplications(work, readiness, link, groups, options.requestTimeout());
        groupAttributes = new GroupAttributes(work, readiness, link, emitter, options.requestTimeout());
        groupCounters = new GroupCounters(work, readiness, self, link, emitter, options.requestTimeout());
        var mergers = new MergerStore(link, options.sendTimeout());
        var outbox = new Outbox(link, self, options.sendTimeout(), preparation(mergers, uploads), (stored, counter) -> {
            cache.add(stored);
            if (stored.isOnlineOnly()) {
                return; // compat#13
            }
            conversations.sent(stored, counter);
            timelines.taken(stored.conversationID(), stored.sequence());
            updates.sent(stored);
        });
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
                groups::tip);
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
        relationSync = new RelationSync(io, work, log, link, self, relations, this::friendsProfile);
        assist = new Assist(work, readiness, link);
        var sync = new Sync(
                link,
                conversations,
                book,
                groupBook,
                groups,
                timelines,
                updates,
                cache,
                outbox,
                uploads,
                addresses,
                relations,
                relationSync);
        session = new Session(io, options, work, log, emitter, readiness, self, link, sync);

        pushes.on(MessageReceived.class, push -> timelines.received(push.message()))
                .on(MessageReadByPeer.class, messages::readByPeer)
                .on(ExtensionsUpdated.class, extensions::updated)
                .on(ExtensionsDeleted.class, extensions::deleted)
                .on(ReactionsUpdated.class, reactions::updated)
                .on(ReceiptsReceived.class, receipts::received)
                .on(ConversationRead.class, conversations::read)
                .on(MessagesRevoked.class, updates::revoked)
                .on(MessagesModified.class, updates::modified)
                .on(ConversationsDeleted.class, conversations::deleted)
                .on(HistoryCleared.class, conversations::cleared)
                .on(GroupJoined.class, groups::joined)
                .on(GroupLeft.class, push -> {
                    groups.left(push);
                    groupAttributes.forget(push.groupID());
                    groupCounters.forget(push.groupID());
                })
                .on(AttributesChanged.class, groupAttributes::changed)
                .on(CountersChanged.class, groupCounters::changed)
                .on(GroupChanged.class, groups::changed)
                .on(SelfInfoChanged.class, groups::selfChanged)
                .on(MessagesRemoved.class, conversations::removed)
                .on(ProfileUpdated.class, profiles::updated)
                .on(FriendsUpdated.class, push -> relations.updated(push))
                .on(ApplicationsUpdated.class, push -> relations.updated(push))
                .on(BlacklistUpdated.class, push -> relations.updated(push))
                .on(FollowListUpdated.class, follows::updated)
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

    private void remarksChanged() {
        book.remarksChanged();
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

    private void delivered(List<im.parley.protocol.message.Message> arrived) {
        messages.delivered(arrived);
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
    public Message createTextMessage(CreateOptions<TextPayload> options) {
        return factory.createTextMessage(options);
    }

    @Override
    public Message createTextAtMessage(CreateOptions<TextAtContent> options) {
        return factory.createTextAtMessage(options);
    }

    @Override
    public Message createImageMessage(CreateOptions<ImageContent> options) {
        return factory.createImageMessage(options);
    }

    @Override
    public Message createAudioMessage(CreateOptions<AudioContent> options) {
        return factory.createAudioMessage(options);
    }

    @Override
    public Message createVideoMessage(CreateOptions<VideoContent> options) {
        return factory.createVideoMessage(options);
    }

    @Override
    public Message createFileMessage(CreateOptions<FileContent> options) {
        return factory.createFileMessage(options);
    }

    @Override
    public Message createCustomMessage(CreateOptions<CustomPayload> options) {
        return factory.createCustomMessage(options);
    }

    @Override
    public Message createFaceMessage(CreateOptions<FacePayload> options) {
        return factory.createFaceMessage(options);
    }

    @Override
    public Message createLocationMessage(CreateOptions<LocationPayload> options) {
        return factory.createLocationMessage(options);
    }

    @Override
    public Message createMergerMessage(CreateOptions<MergerContent> options) {
        return factory.createMergerMessage(options);
    }

    @Override
    public Message createForwardMessage(CreateOptions<Message> options) {
        return factory.createForwardMessage(options);
    }

    @Override
    public CompletableFuture<Message> sendMessage(Message message, SendOptions options) {
        return messages.sendMessage(message, options);
    }

    @Override
    public CompletableFuture<Message> resendMessage(Message message, SendOptions options) {
        return messages.resendMessage(message, options);
    }

    @Override
    public CompletableFuture<Message> downloadMergerMessage(Message message) {
        return messages.downloadMergerMessage(message);
    }

    @Override
    public CompletableFuture<Message> revokeMessage(Message message) {
        return messages.revokeMessage(message);
    }

    @Override
    public CompletableFuture<Message> modifyMessage(Message message) {
        return messages.modifyMessage(message);
    }

    @Override
    public CompletableFuture<List<Message>> deleteMessage(List<Message> messageList) {
        return messages.deleteMessage(messageList);
    }

    @Override
    public CompletableFuture<MessageList> getMessageList(MessageListQuery query) {
        return messages.getMessageList(query);
    }

    @Override
    public CompletableFuture<MessageHoppingList> getMessageListHopping(MessageHoppingQuery query) {
        return messages.getMessageListHopping(query);
    }

    @Override
    public Optional<Message> findMessage(String messageID) {
        return messages.findMessage(messageID);
    }

    @Override
    public CompletableFuture<MessageSearchResult> searchCloudMessages(@Nullable MessageSearchQuery query) {
        return search.searchCloudMessages(query);
    }

    @Override
    public CompletableFuture<List<ExtensionResult>> setMessageExtensions(Message message, List<Extension> extensions) {
        return attachments.setMessageExtensions(message, extensions);
    }

    @Override
    public CompletableFuture<List<Extension>> getMessageExtensions(Message message) {
        return attachments.getMessageExtensions(message);
    }

    @Override
    public CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message, List<String> keyList) {
        return attachments.deleteMessageExtensions(message, keyList);
    }

    @Override
    public CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message) {
        return attachments.deleteMessageExtensions(message);
    }

    @Override
    public CompletableFuture<Void> addMessageReaction(Message message, String reactionID) {
        return attachments.addMessageReaction(message, reactionID);
    }

    @Override
    public CompletableFuture<Void> removeMessageReaction(Message message, String reactionID) {
        return attachments.removeMessageReaction(message, reactionID);
    }

    @Override
    public CompletableFuture<List<MessageReactions>> getMessageReactions(
            List<Message> messageList, int maxUserCountPerReaction) {
        return attachments.getMessageReactions(messageList, maxUserCountPerReaction);
    }

    @Override
    public CompletableFuture<ReactionUserList> getAllUserListOfMessageReaction(
            Message message, String reactionID, long nextSeq, int count) {
        return attachments.getAllUserListOfMessageReaction(message, reactionID, nextSeq, count);
    }

    @Override
    public CompletableFuture<Void> sendMessageReadReceipt(List<Message> messageList) {
        return attachments.sendMessageReadReceipt(messageList);
    }

    @Override
    public CompletableFuture<List<Message>> getMessageReadReceiptList(List<Message> messageList) {
        return attachments.getMessageReadReceiptList(messageList);
    }

    @Override
    public CompletableFuture<List<String>> translateText(
            List<String> sourceTextList, @Nullable String sourceLanguage, String targetLanguage) {
        return assist.translateText(sourceTextList, sourceLanguage, targetLanguage);
    }

    @Override
    public CompletableFuture<String> convertVoiceToText(Message message, @Nullable String language) {
        return assist.convertVoiceToText(message, language);
    }

    @Override
    public CompletableFuture<ConversationList> getConversationList() {
        return conversations.getConversationList();
    }

    @Override
    public CompletableFuture<ConversationList> getConversationList(List<String> conversationIDList) {
        return conversations.getConversationList(conversationIDList);
    }

    @Override
    public CompletableFuture<ConversationList> getConversationList(ConversationFilter filter) {
        return conversations.getConversationList(filter);
    }

    @Override
    public CompletableFuture<Conversation> getConversationProfile(String conversationID) {
        return conversations.getConversationProfile(conversationID);
    }

    @Override
    public CompletableFuture<String> deleteConversation(String conversationID) {
        return conversations.deleteConversation(conversationID);
    }

    @Override
    public CompletableFuture<List<String>> deleteConversation(
            List<String> conversationIDList, boolean clearHistoryMessage) {
        return conversations.deleteConversation(conversationIDList, clearHistoryMessage);
    }

    @Override
    public CompletableFuture<String> clearHistoryMessage(String conversationID) {
        return conversations.clearHistoryMessage(conversationID);
    }

    @Override
    public CompletableFuture<Void> setMessageRead(String conversationID) {
        return conversations.setMessageRead(conversationID);
    }

    @Override
    public int getTotalUnreadMessageCount() {
        return conversations.getTotalUnreadMessageCount();
    }

    @Override
    public CompletableFuture<GroupList> getGroupList() {
        return groups.getGroupList();
    }

    @Override
    public CompletableFuture<Group> getGroupProfile(String groupID) {
        return groups.getGroupProfile(groupID);
    }

    @Override
    public CompletableFuture<Group> getGroupProfile(String groupID, List<String> groupCustomFieldFilter) {
        return groups.getGroupProfile(groupID, groupCustomFieldFilter);
    }

    @Override
    public CompletableFuture<NewGroup> createGroup(GroupCreation options) {
        return groups.createGroup(options);
    }

    @Override
    public CompletableFuture<String> dismissGroup(String groupID) {
        return groups.dismissGroup(groupID);
    }

    @Override
    public CompletableFuture<Group> updateGroupProfile(GroupUpdate options) {
        return groups.updateGroupProfile(options);
    }

    @Override
    public CompletableFuture<JoinGroupResult> joinGroup(String groupID, @Nullable String applyMessage) {
        return groups.joinGroup(groupID, applyMessage);
    }

    @Override
    public CompletableFuture<String> quitGroup(String groupID) {
        return groups.quitGroup(groupID);
    }

    @Override
    public CompletableFuture<Group> searchGroupByID(String groupID) {
        return groups.searchGroupByID(groupID);
    }

    @Override
    public CompletableFuture<Group> changeGroupOwner(String groupID, String newOwnerID) {
        return groups.changeGroupOwner(groupID, newOwnerID);
    }

    @Override
    public CompletableFuture<GroupMemberList> getGroupMemberList(GroupMemberQuery query) {
        return groupMembers.getGroupMemberList(query);
    }

    @Override
    public CompletableFuture<List<GroupMember>> getGroupMemberProfile(
            String groupID, List<String> userIDList, @Nullable List<String> memberCustomFieldFilter) {
        return groupMembers.getGroupMemberProfile(groupID, userIDList, memberCustomFieldFilter);
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberMuteTime(String groupID, String userID, long muteTime) {
        return groupMembers.setGroupMemberMuteTime(groupID, userID, muteTime);
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberRole(String groupID, String userID, String role) {
        return groupMembers.setGroupMemberRole(groupID, userID, role);
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberNameCard(
            String groupID, @Nullable String userID, String nameCard) {
        return groupMembers.setGroupMemberNameCard(groupID, userID, nameCard);
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberCustomField(
            String groupID, @Nullable String userID, List<GroupField> memberCustomField) {
        return groupMembers.setGroupMemberCustomField(groupID, userID, memberCustomField);
    }

    @Override
    public CompletableFuture<AddMemberResult> addGroupMember(String groupID, List<String> userIDList) {
        return groupMembers.addGroupMember(groupID, userIDList);
    }

    @Override
    public CompletableFuture<DeleteMemberResult> deleteGroupMember(
            String groupID, List<String> userIDList, @Nullable String reason, @Nullable Integer duration) {
        return groupMembers.deleteGroupMember(groupID, userIDList, reason, duration);
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
    public CompletableFuture<List<Friend>> getFriendList() {
        return friends.getFriendList();
    }

    @Override
    public CompletableFuture<AddFriendResult> addFriend(AddFriendOptions options) {
        return friends.addFriend(options);
    }

    @Override
    public CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList, String type) {
        return friends.deleteFriend(userIDList, type);
    }

    @Override
    public CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList) {
        return friends.deleteFriend(userIDList, Types.SNS_DELETE_TYPE_BOTH);
    }

    @Override
    public CompletableFuture<FriendCheck> checkFriend(List<String> userIDList, String type) {
        return friends.checkFriend(userIDList, type);
    }

    @Override
    public CompletableFuture<FriendCheck> checkFriend(List<String> userIDList) {
        return friends.checkFriend(userIDList, Types.SNS_CHECK_TYPE_BOTH);
    }

    @Override
    public CompletableFuture<FriendProfiles> getFriendProfile(List<String> userIDList) {
        return friends.getFriendProfile(userIDList);
    }

    @Override
    public CompletableFuture<Friend> updateFriend(FriendUpdate options) {
        return friends.updateFriend(options);
    }

    @Override
    public CompletableFuture<FriendApplicationList> getFriendApplicationList() {
        return friends.getFriendApplicationList();
    }

    @Override
    public CompletableFuture<Void> acceptFriendApplication(
            String userID, @Nullable String remark, @Nullable String tag, String type) {
        return friends.acceptFriendApplication(userID, remark, tag, type);
    }

    @Override
    public CompletableFuture<Void> acceptFriendApplication(String userID) {
        return friends.acceptFriendApplication(userID, null, null, Types.SNS_APPLICATION_AGREE_AND_ADD);
    }

    @Override
    public CompletableFuture<Void> refuseFriendApplication(String userID) {
        return friends.refuseFriendApplication(userID);
    }

    @Override
    public CompletableFuture<Void> deleteFriendApplication(String userID, String type) {
        return friends.deleteFriendApplication(userID, type);
    }

    @Override
    public CompletableFuture<Void> deleteFriendApplication(String userID) {
        return friends.deleteFriendApplication(userID, Types.SNS_APPLICATION_SENT_TO_ME);
    }

    @Override
    public CompletableFuture<Void> setFriendApplicationRead() {
        return friends.setFriendApplicationRead();
    }

    @Override
    public CompletableFuture<List<FriendGroup>> getFriendGroupList() {
        return friendGroups.getFriendGroupList();
    }

    @Override
    public CompletableFuture<FriendGroupChange> createFriendGroup(String name, List<String> userIDList) {
        return friendGroups.createFriendGroup(name, userIDList);
    }

    @Override
    public CompletableFuture<FriendGroup> deleteFriendGroup(String name) {
        return friendGroups.deleteFriendGroup(name);
    }

    @Override
    public CompletableFuture<FriendGroupChange> addToFriendGroup(String name, List<String> userIDList) {
        return friendGroups.addToFriendGroup(name, userIDList);
    }

    @Override
    public CompletableFuture<FriendGroupChange> removeFromFriendGroup(String name, List<String> userIDList) {
        return friendGroups.removeFromFriendGroup(name, userIDList);
    }

    @Override
    public CompletableFuture<FriendGroup> renameFriendGroup(String oldName, String newName) {
        return friendGroups.renameFriendGroup(oldName, newName);
    }

    @Override
    public CompletableFuture<List<String>> getBlacklist() {
        return friends.getBlacklist();
    }

    @Override
    public CompletableFuture<List<String>> addToBlacklist(List<String> userIDList) {
        return friends.addToBlacklist(userIDList);
    }

    @Override
    public CompletableFuture<List<String>> removeFromBlacklist(List<String> userIDList) {
        return friends.removeFromBlacklist(userIDList);
    }

    @Override
    public CompletableFuture<List<FollowOutcome>> followUser(List<String> userIDList) {
        return follows.followUser(userIDList);
    }

    @Override
    public CompletableFuture<List<FollowOutcome>> unfollowUser(List<String> userIDList) {
        return follows.unfollowUser(userIDList);
    }

    @Override
    public CompletableFuture<FollowPage> getMyFollowersList(String nextCursor) {
        return follows.getMyFollowersList(nextCursor);
    }

    @Override
    public CompletableFuture<FollowPage> getMyFollowingList(String nextCursor) {
        return follows.getMyFollowingList(nextCursor);
    }

    @Override
    public CompletableFuture<FollowPage> getMutualFollowersList(String nextCursor) {
        return follows.getMutualFollowersList(nextCursor);
    }

    @Override
    public CompletableFuture<List<FollowCounts>> getUserFollowInfo(List<String> userIDList) {
        return follows.getUserFollowInfo(userIDList);
    }

    @Override
    public CompletableFuture<List<FollowCounts>> getUserFollowInfo() {
        return follows.getUserFollowInfo();
    }

    @Override
    public CompletableFuture<List<FollowRelation>> checkFollowType(List<String> userIDList) {
        return follows.checkFollowType(userIDList);
    }

    @Override
    public CompletableFuture<Integer> getGroupOnlineMemberCount(String groupID) {
        return groupMembers.getGroupOnlineMemberCount(groupID);
    }

    @Override
    public CompletableFuture<List<GroupApplication>> getGroupApplicationList() {
        return groupApplications.getGroupApplicationList();
    }

    @Override
    public CompletableFuture<Group> handleGroupApplication(
            Message notice, String handleAction, @Nullable String handleMessage) {
        return groupApplications.handleGroupApplication(notice, handleAction, handleMessage);
    }

    @Override
    public CompletableFuture<Group> handleGroupApplication(
            GroupApplication application, String handleAction, @Nullable String handleMessage) {
        return groupApplications.handleGroupApplication(application, handleAction, handleMessage);
    }

    @Override
    public CompletableFuture<Map<String, String>> initGroupAttributes(String groupID, Map<String, String> attributes) {
        return groupAttributes.initGroupAttributes(groupID, attributes);
    }

    @Override
    public CompletableFuture<Map<String, String>> setGroupAttributes(String groupID, Map<String, String> attributes) {
        return groupAttributes.setGroupAttributes(groupID, attributes);
    }

    @Override
    public CompletableFuture<List<String>> deleteGroupAttributes(String groupID, List<String> keyList) {
        return groupAttributes.deleteGroupAttributes(groupID, keyList);
    }

    @Override
    public CompletableFuture<Map<String, String>> getGroupAttributes(String groupID, List<String> keyList) {
        return groupAttributes.getGroupAttributes(groupID, keyList);
    }

    @Override
    public CompletableFuture<Map<String, Long>> setGroupCounters(String groupID, Map<String, Long> counters) {
        return groupCounters.setGroupCounters(groupID, counters);
    }

    @Override
    public CompletableFuture<Events.GroupCounter> increaseGroupCounter(String groupID, String key, long value) {
        return groupCounters.increaseGroupCounter(groupID, key, value);
    }

    @Override
    public CompletableFuture<Events.GroupCounter> decreaseGroupCounter(String groupID, String key, long value) {
        return groupCounters.decreaseGroupCounter(groupID, key, value);
    }

    @Override
    public CompletableFuture<Map<String, Long>> getGroupCounters(String groupID, List<String> keyList) {
        return groupCounters.getGroupCounters(groupID, keyList);
    }

    @Override
    public CompletableFuture<GroupMessageReadMembers> getGroupMessageReadMemberList(GroupMessageReadQuery query) {
        return attachments.getGroupMessageReadMemberList(query);
    }
}
