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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The user's groups: calls about them, and what answers, pushes and tips change in them.
final class Groups implements GroupApi {
    private static final int PROFILE_CALLS = 8; // general#9
    private static final String DISMISSED = "dismissed"; // a reason of GroupLeft

    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final GroupBook groups;
    private final ConversationBook book;
    private final Conversations conversations;
    private final Timelines timelines;
    private final MessageUpdates updates;
    private final LiveRoom live;
    private final Consumer<String> forgetting;
    private final Duration timeout;
    private final RateLimit profileReads = limit("getGroupProfile");
    private final RateLimit profileWrites = limit("updateGroupProfile");

    /// @param forgetting told of each group that the user is in no more
    Groups(
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Self self,
            Link link,
            GroupBook groups,
            ConversationBook book,
            Conversations conversations,
            Timelines timelines,
            MessageUpdates updates,
            LiveRoom live,
            Consumer<String> forgetting,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.groups = groups;
        this.book = book;
        this.conversations = conversations;
        this.timelines = timelines;
        this.updates = updates;
        this.live = live;
        this.forgetting = forgetting;
        this.timeout = timeout;
    }

    private static RateLimit limit(String method) {
        return new RateLimit(method, PROFILE_CALLS, Duration.ofSeconds(1), System::nanoTime);
    }

    @Override
    public CompletableFuture<GroupList> getGroupList() {
        return readiness.guard(() -> work.answer(() ->
                completed(new GroupList(book.groups(), true)))); // before the first sync is done, calls are refused
    }

    @Override
    public CompletableFuture<Group> getGroupProfile(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return work.answer(() -> {
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
            return work.answer(() -> {
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
            return work.answer(() -> link.call(options.request(log), timeout)
                    .thenApply(result -> new NewGroup(
                            result.group().selfInfo() == null ? shown(result.group()) : entered(result.group()),
                            result.overLimitUserIDList()))); // createGroup#1
        });
    }

    @Override
    public CompletableFuture<String> dismissGroup(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return work.answer(
                    () -> link.call(new DismissGroup(groupID), timeout).thenApply(done -> ended(groupID)));
        });
    }

    @Override
    public CompletableFuture<Group> updateGroupProfile(GroupUpdate options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return work.answer(() -> {
                profileWrites.take();
                return link.call(options.request(), timeout).thenApply(result -> answered(result.group()));
            });
        });
    }

    @Override
    public CompletableFuture<JoinGroupResult> joinGroup(String groupID, @Nullable String applyMessage) {
        return readiness.guardAfterLogin(
                () -> Params.text("groupID", groupID),
                () -> work.answer(() ->
                        live.join(new JoinGroup(groupID, applyMessage), timeout).thenApply(this::joined)));
    }

    private JoinGroupResult joined(JoinGroup.Result result) {
        var group = result.group();
        if (group == null) {
            return new JoinGroupResult(result.status(), null);
        }
        var isNew = !result.status().equals(Types.JOIN_STATUS_ALREADY_IN_GROUP);
        var shown = isNew || isLive(group) ? entered(group) : answered(group); // into live rooms each instance goes
        live.show(result, group.groupID());
        return new JoinGroupResult(result.status(), shown);
    }

    private static boolean isLive(im.parley.protocol.group.Group group) {
        return group.type().equals(Types.GRP_AVCHATROOM);
    }

    @Override
    public CompletableFuture<String> quitGroup(String groupID) {
        return readiness.guardAfterLogin(
                () -> Params.text("groupID", groupID),
                () -> work.answer(
                        () -> link.call(new QuitGroup(groupID), timeout).thenApply(done -> left(groupID))));
    }

    @Override
    public CompletableFuture<Group> searchGroupByID(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return work.answer(() -> link.call(new SearchGroup(groupID), timeout)
                    .thenApply(result -> Group.of(result.group(), self.userID())));
        });
    }

    @Override
    public CompletableFuture<Group> changeGroupOwner(String groupID, String newOwnerID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            Params.text("newOwnerID", newOwnerID);
            return work.answer(() -> link.call(new TransferGroup(groupID, newOwnerID), timeout)
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
        return book.show(Group.of(stored, self.userID()));
    }

    /// The user has come in by this instance's doing.
    private Group entered(im.parley.protocol.group.Group stored) {
        enter(stored);
        return answered(stored);
    }

    private void enter(im.parley.protocol.group.Group stored) {
        var news = Group.of(stored, self.userID());
        if (groups.isAnother(news)) {
            replaced(news);
        }
        var group = groups.enter(news);
        book.news();
        if (isLive(stored)) {
            var before = live.enter(group.groupID());
            if (before != null) {
                left(before); // joinGroup#2
            }
            book.touch(conversationID(group), state -> {}); // on the list while the user is in
        } else if (GroupBook.hasConversation(group)) {
            timelines.begin(conversationID(group), stored.nextMessageSeq() - 1);
            conversations.open(conversationID(group));
        }
    }

    /// Its ID was that of a group that is over: nothing that is known of that one is true of this one.
    private void replaced(Group news) {
        forget(news.groupID());
        groups.remove(news.groupID());
        conversations.replaced(conversationID(news));
    }

    /// Nobody is in it any more.
    private String ended(String groupID) {
        groups.over(groupID);
        return left(groupID);
    }

    private String left(String groupID) {
        if (groups.leave(groupID)) {
            forget(groupID);
        }
        return groupID;
    }

    private void forget(String groupID) {
        var conversationID = Types.CONV_GROUP + groupID;
        forgetting.accept(groupID);
        timelines.forget(conversationID);
        updates.changes().forget(conversationID);
        if (groups.typeOf(groupID).equals(Types.GRP_AVCHATROOM)) {
            live.left(groupID);
            book.removeIf(state -> state.conversationID.equals(conversationID));
        } else {
            conversations.left(conversationID);
            book.unpinned(conversationID);
        }
        book.news();
    }

    /// Empty where it is not known.
    String typeOf(String groupID) {
        return groups.typeOf(groupID);
    }

    void joined(GroupJoined push) {
        var groupID = push.group().groupID();
        var isNew = !groups.isIn(groupID);
        enter(push.group());
        if (isNew && isLive(push.group())) { // at another instance, maybe of another node
            live.join(new JoinGroup(groupID, null, true), timeout)
                    .thenAccept(this::joined)
                    .exceptionally(failure -> {
                        left(groupID);
                        return null;
                    });
        }
    }

    /// The user has signed in again, on a socket that may lead to another node.
    CompletableFuture<Void> comeBack() {
        return live.comeBack(this::joined, this::left);
    }

    void left(GroupLeft push) {
        if (push.reason().equals(DISMISSED)) {
            ended(push.groupID());
        } else {
            left(push.groupID());
        }
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

    void clear() {
        groups.clear();
        live.clear();
    }

    /// The server's complete list.
    ///
    /// @param askedAt [GroupBook#now] when it was asked for
    void listed(List<im.parley.protocol.group.Group> list, long askedAt) {
        var me = self.userID();
        var news = list.stream().map(group -> Group.of(group, me)).toList();
        news.stream().filter(group -> groups.isAnother(group, askedAt)).forEach(this::replaced);
        var gone = groups.listed(news, askedAt);
        gone.forEach(this::forget);
        book.news();
    }

    private static String conversationID(Group group) {
        return Types.CONV_GROUP + group.groupID();
    }

    private static <T> CompletableFuture<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
