package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.group.DismissGroup;
import im.parley.protocol.group.GetGroup;
import im.parley.protocol.group.GroupChanged;
import im.parley.protocol.group.GroupJoined;
import im.parley.protocol.group.GroupLeft;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.SearchGroup;
import im.parley.protocol.group.SelfInfoChanged;
import im.parley.protocol.group.TransferGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The user's groups: calls about them, and what answers, pushes and tips change in them.
final class Groups implements GroupApi {
    private static final int PROFILE_CALLS = 8; // general#9

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final GroupBook groups;
    private final ConversationBook book;
    private final Conversations conversations;
    private final Timelines timelines;
    private final MessageUpdates updates;
    private final Duration timeout;
    private final RateLimit profileReads = limit("getGroupProfile");
    private final RateLimit profileWrites = limit("updateGroupProfile");

    Groups(
            SerialExecutor work,
            Readiness readiness,
            Self self,
            Link link,
            GroupBook groups,
            ConversationBook book,
            Conversations conversations,
            Timelines timelines,
            MessageUpdates updates,
            Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.groups = groups;
        this.book = book;
        this.conversations = conversations;
        this.timelines = timelines;
        this.updates = updates;
        this.timeout = timeout;
    }

    private static RateLimit limit(String method) {
        return new RateLimit(method, PROFILE_CALLS, Duration.ofSeconds(1), System::nanoTime);
    }

    @Override
    public CompletableFuture<GroupList> getGroupList() {
        return readiness.guard(() -> onExecutor(() ->
                completed(new GroupList(book.groups(), true)))); // before the first sync is done, calls are refused
    }

    @Override
    public CompletableFuture<Group> getGroupProfile(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return onExecutor(() -> {
                profileReads.take();
                return link.call(new GetGroup(groupID, null), timeout).thenApply(result -> answered(result.group()));
            });
        });
    }

    @Override
    public CompletableFuture<Group> getGroupProfile(String groupID, List<String> groupCustomFieldFilter) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var keys = Params.list("groupCustomFieldFilter", groupCustomFieldFilter);
            return onExecutor(() -> {
                profileReads.take();
                return link.call(new GetGroup(groupID, keys), timeout)
                        .thenApply(result -> shown(result.group())); // incomplete, so it is not kept
            });
        });
    }

    @Override
    public CompletableFuture<NewGroup> createGroup(GroupCreation options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return onExecutor(() -> link.call(options.request(), timeout)
                    .thenApply(result -> new NewGroup(entered(result.group()), result.overLimitUserIDList())));
        });
    }

    @Override
    public CompletableFuture<String> dismissGroup(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return onExecutor(
                    () -> link.call(new DismissGroup(groupID), timeout).thenApply(done -> left(groupID)));
        });
    }

    @Override
    public CompletableFuture<Group> updateGroupProfile(GroupUpdate options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return onExecutor(() -> {
                profileWrites.take();
                return link.call(options.request(), timeout).thenApply(result -> answered(result.group()));
            });
        });
    }

    @Override
    public CompletableFuture<JoinGroupResult> joinGroup(String groupID, @Nullable String applyMessage) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return onExecutor(() -> link.call(new JoinGroup(groupID, applyMessage), timeout)
                    .thenApply(result -> {
                        var group = result.group();
                        return new JoinGroupResult(
                                result.status(),
                                group == null
                                        ? null
                                        : result.status().equals(Types.JOIN_STATUS_ALREADY_IN_GROUP)
                                                ? answered(group)
                                                : entered(group));
                    }));
        });
    }

    @Override
    public CompletableFuture<String> quitGroup(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return onExecutor(() -> link.call(new QuitGroup(groupID), timeout).thenApply(done -> left(groupID)));
        });
    }

    @Override
    public CompletableFuture<Group> searchGroupByID(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return onExecutor(() -> link.call(new SearchGroup(groupID), timeout)
                    .thenApply(result -> Group.of(result.group(), self.userID())));
        });
    }

    @Override
    public CompletableFuture<Group> changeGroupOwner(String groupID, String newOwnerID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            Params.text("newOwnerID", newOwnerID);
            return onExecutor(() -> link.call(new TransferGroup(groupID, newOwnerID), timeout)
                    .thenApply(result -> answered(result.group())));
        });
    }

    /// The answer to this instance: how the group is now. Tips of what it did are not pushed to it, so they
    /// are asked for.
    Group answered(im.parley.protocol.group.Group stored) {
        var news = Group.of(stored, self.userID());
        if (groups.isIn(news.groupID())) {
            groups.heard(news);
            book.news();
            if (GroupBook.hasConversation(news)) {
                timelines.fillUpTo(conversationID(news), stored.nextMessageSeq() - 1);
            }
        }
        return shown(stored);
    }

    private Group shown(im.parley.protocol.group.Group stored) {
        return GroupBook.shown(Group.of(stored, self.userID()), book::find);
    }

    /// The user has come in by this instance's doing.
    private Group entered(im.parley.protocol.group.Group stored) {
        enter(stored);
        return answered(stored);
    }

    private void enter(im.parley.protocol.group.Group stored) {
        var group = groups.enter(Group.of(stored, self.userID()));
        book.news();
        if (GroupBook.hasConversation(group)) {
            timelines.begin(conversationID(group), stored.nextMessageSeq() - 1);
            conversations.open(conversationID(group));
        }
    }

    private String left(String groupID) {
        if (groups.leave(groupID)) {
            forget(groupID);
        }
        return groupID;
    }

    private void forget(String groupID) {
        var conversationID = Types.CONV_GROUP + groupID;
        timelines.forget(conversationID);
        updates.changes().forget(conversationID);
        conversations.left(conversationID);
        book.news();
    }

    /// Empty where it is not known.
    String typeOf(String groupID) {
        return groups.typeOf(groupID);
    }

    void joined(GroupJoined push) {
        enter(push.group());
    }

    void left(GroupLeft push) {
        left(push.groupID());
    }

    void changed(GroupChanged push) {
        groups.heard(Group.of(push.group(), self.userID()));
        book.news();
    }

    void selfChanged(SelfInfoChanged push) {
        var group = groups.find(push.groupID());
        if (group != null) {
            groups.heard(group.with(GroupSelfInfo.of(push.selfInfo(), self.userID())));
            book.news();
        }
    }

    /// A tip tells of members who came or went.
    void tip(Message message) {
        if (message.payload() instanceof GroupTipPayload tip && tip.memberCount() != null) {
            groups.counted(message.to(), tip.memberCount(), message.sequence());
            book.news();
        }
    }

    /// The server's complete list.
    ///
    /// @param askedAt [GroupBook#now] when it was asked for
    void listed(List<im.parley.protocol.group.Group> list, long askedAt) {
        var me = self.userID();
        var gone = groups.listed(list.stream().map(group -> Group.of(group, me)).toList(), askedAt);
        gone.forEach(this::forget);
        book.news();
    }

    private static String conversationID(Group group) {
        return Types.CONV_GROUP + group.groupID();
    }

    private <T> CompletableFuture<T> onExecutor(Supplier<CompletableFuture<T>> call) {
        return Answers.toApp(work.call(call));
    }

    private static <T> CompletableFuture<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
