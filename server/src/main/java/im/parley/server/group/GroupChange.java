package im.parley.server.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.group.ChangedProfile;
import im.parley.protocol.group.GroupRef;
import im.parley.protocol.group.GroupTipPayload;
import im.parley.protocol.group.TipMember;
import im.parley.protocol.message.UserInfo;
import im.parley.server.conversation.GroupPins;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.RoomTimelines.Head;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Account;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A change of one group on its way: what is done in its transaction, and what is told of it when that is
/// committed. The group is locked, and with the first difference that it makes its topics are, too.
public final class GroupChange {
    private static final int NOTICE_OF_APP = 255;
    private static final long MILLIS = 1000;

    private final Handle handle;
    private final RoomTimelines timelines;
    private final GroupTips tips;
    private final Account operator;
    private final Caller caller;
    private final long now;
    private final StoredGroup before;
    private StoredGroup group;
    private Head head;

    private final GroupNews news = new GroupNews();

    /// @param operator the account of the caller, whose instance knows already
    GroupChange(
            Handle handle,
            RoomTimelines timelines,
            GroupTips tips,
            Account operator,
            Caller caller,
            StoredGroup group,
            Head head,
            long now) {
        this.handle = handle;
        this.timelines = timelines;
        this.tips = tips;
        this.operator = operator;
        this.caller = caller;
        this.before = group;
        this.group = group;
        this.head = head;
        this.now = now;
    }

    public Handle handle() {
        return handle;
    }

    /// As it was found, or made.
    StoredGroup before() {
        return before;
    }

    /// As it is at this point of the change.
    StoredGroup group() {
        return group;
    }

    public String groupID() {
        return group.groupID();
    }

    public Head head() {
        return head;
    }

    /// Milliseconds since 1970.
    public long now() {
        return now;
    }

    public Account operator() {
        return operator;
    }

    Caller caller() {
        return caller;
    }

    String exceptInstance() {
        return caller.instanceID();
    }

    /// The caller as a member; an administrator as if they were one.
    ///
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] if
    ///     they are none
    StoredMember member(Caller caller) {
        if (caller instanceof Administrator) {
            return new StoredMember(
                    group.id(), caller.tinyID(), GroupRole.ADMINISTRATOR, now, place(), "", 0, List.of());
        }
        return find(caller.tinyID()).orElseThrow(() -> Groups.notMember(group.groupID(), caller.userID()));
    }

    Optional<StoredMember> find(long tinyID) {
        if (group.type().isLive()) { // nobody else may change it
            return group.owner() == tinyID ? Optional.of(owner()) : Optional.empty();
        }
        return GroupStore.member(handle, group.id(), tinyID);
    }

    private StoredMember owner() {
        return new StoredMember(group.id(), group.owner(), GroupRole.OWNER, group.createdAt(), 0, "", 0, List.of());
    }

    private void raise() {
        if (!news.raised) {
            news.raised = true;
            head = timelines.raise(handle, head);
            if (group.isSupportTopic()) {
                timelines.raiseTopics(handle, head);
            }
        }
    }

    /// Where somebody stands who joins now, see [im.parley.server.message.Rooms.Room#place].
    long place() {
        if (!group.isSupportTopic()) {
            return head.lastSequence();
        }
        return news.raised ? head.version() - 1 : head.version();
    }

    /// Checks that the caller may do this in a community with topics.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_INVALID_PARAMETERS] if it has none,
    ///     [ErrorCode#GROUP_PERMISSION_DENIED]
    public void checkTopics(Caller caller, GroupAction action) {
        checkTopics(group, member(caller).role(), action);
    }

    static void checkTopics(StoredGroup group, GroupRole role, GroupAction action) {
        if (!group.isSupportTopic()) {
            throw Groups.noTopics(group.groupID());
        }
        GroupPolicy.check(group.type(), role, action);
    }

    /// The topics, or what members are in one, will be different.
    public void changeTopics() {
        raise();
        news.topicsChanged = true;
    }

    /// Tells all members; after the commit.
    ///
    /// @param push a record that carries [im.parley.protocol.Push]
    public void push(Object push) {
        news.pushes.add(push);
    }

    /// Tells one member; after the commit.
    public void push(Account user, Object push) {
        news.userPushes.put(user.tinyID(), push);
    }

    /// Tells the app's back end; after the commit.
    ///
    /// @param more what the command has beside the group and who did it
    public void report(CallbackCommand command, Consumer<ObjectNode> more) {
        news.reports.add(new GroupReports.Report(command, more));
    }

    /// Something was written into this timeline, or it ended.
    public void wrote(long timeline) {
        news.written.add(timeline);
    }

    /// Somebody waits to be let in; managers are told.
    void add(Application application) {
        news.applications.add(application);
    }

    /// Nobody has to decide it any more; managers' notices go.
    void drop(Application application) {
        ApplicationStore.delete(handle, application);
        news.dropped.add(application);
    }

    /// Nobody has to decide any more whether this user may come in.
    void dropAllOf(long tinyID) {
        news.dropped.addAll(ApplicationStore.deleteOf(handle, group.id(), List.of(tinyID)));
    }

    /// Takes users in. Whatever waits for them has come to its end. Into a live room everybody goes by
    /// themselves (`createGroup#1`).
    ///
    /// @param joinType [GroupMembers#APPLIED] or [GroupMembers#INVITED]
    void join(Collection<StoredMember> members, int joinType, boolean seesEarlier) {
        if (group.type().isLive()) {
            return;
        }
        raise();
        GroupStore.add(handle, group.id(), members);
        var users = members.stream().map(StoredMember::tinyID).toList();
        if (group.isSupportTopic()) {
            timelines.enterTopics(handle, group.id(), users, seesEarlier);
        } else {
            timelines.enter(handle, head, users, seesEarlier);
        }
        members.forEach(member -> news.joined.put(member.tinyID(), member));
        news.joinType = joinType;
        news.dropped.addAll(ApplicationStore.deleteOf(handle, group.id(), news.joined.keySet()));
        refresh();
    }

    /// @param reason as [im.parley.protocol.group.GroupLeft] names them
    void leave(Collection<Long> tinyIDs, String reason) {
        raise();
        GroupStore.remove(handle, group.id(), tinyIDs);
        timelines.leave(handle, group.id(), tinyIDs);
        news.unpinned.putAll(GroupPins.takeOff(handle, group.id(), tinyIDs));
        tinyIDs.forEach(user -> news.left.put(user, reason));
        refresh();
    }

    /// Stores another profile.
    ///
    /// @param changed made from [#group]
    void update(StoredGroup changed) {
        raise();
        group = changed.changedAt(now);
        GroupStore.update(handle, group);
        news.profileChanged = true;
    }

    /// Stores who the admins of a live room are.
    void appoint(List<Long> admins) {
        raise();
        group = group.withAdmins(admins);
        GroupStore.appoint(handle, group);
    }

    /// Stores what a member is now; they are told.
    void store(StoredMember old, StoredMember member) {
        raise();
        GroupStore.update(handle, member);
        news.before.putIfAbsent(member.tinyID(), old);
        news.touched.put(member.tinyID(), member);
    }

    /// What is done happened elsewhere already, and who is concerned knows of it.
    void bringAlong() {
        news.imported = true;
    }

    /// When something happened elsewhere, milliseconds since 1970.
    ///
    /// @param seconds null: now
    /// @param now milliseconds since 1970
    public static long past(String field, @Nullable Long seconds, long now) {
        Check.that(
                seconds == null || seconds >= 1 && seconds <= now / MILLIS,
                field,
                seconds,
                "seconds since 1970, not in the future",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        return seconds == null ? now : seconds * MILLIS;
    }

    /// There was no such group before.
    void begin() {
        news.created = true;
    }

    /// @param members who is in it; of a live room, which lists nobody, none
    void end(List<Long> members) {
        news.ended = true;
        news.lastMembers = members;
        news.dropped.addAll(ApplicationStore.deleteAll(handle, group.id()));
        news.written.addAll(timelines.endAll(handle, group.id())); // may take long: what others wait for comes after it
        news.unpinned.putAll(GroupPins.takeOff(handle, group.id(), null));
        GroupStore.delete(handle, group.id());
    }

    private void refresh() {
        group = GroupStore.byID(handle, List.of(group.id())).getOrDefault(group.id(), group);
    }

    /// Leaves a tip in the timeline, if the settings want it. Live rooms are told and keep none, communities with
    /// topics have nowhere to leave it.
    ///
    /// @param profile all that changed in it; null: it is no tip about that
    void tip(
            int operation,
            List<Account> users,
            @Nullable List<TipMember> members,
            @Nullable ChangedProfile profile,
            @Nullable Integer joinType) {
        var told = profile == null ? null : tips.of(group.type(), profile);
        if (news.imported
                || group.isSupportTopic()
                || !tips.tell(group.type(), operation)
                || profile != null && told == null) {
            return;
        }
        var json = payload(operation, users, members, told, joinType);
        news.written.add(group.id());
        news.tips.add(
                group.type().isLive()
                        ? timelines.pass(group.id(), group.groupID(), json)
                        : timelines.append(handle, head, group.groupID(), Types.MSG_GRP_TIP, json));
    }

    private static boolean comesOrGoes(int operation) {
        return operation <= Types.GRP_TIP_MBR_KICKED_OUT;
    }

    /// Leaves a tip about members in a topic.
    ///
    /// @param topic locked
    void tip(Head topic, String topicID, int operation, List<Account> users, List<TipMember> members) {
        if (!tips.tell(group.type(), operation)) {
            return;
        }
        var json = payload(operation, users, members, null, null);
        news.written.add(topic.conversation());
        news.tips.add(timelines.appendToTopic(handle, topic, group.id(), topicID, Types.MSG_GRP_TIP, json));
    }

    private RawJson payload(
            int operation,
            List<Account> users,
            @Nullable List<TipMember> members,
            @Nullable ChangedProfile profile,
            @Nullable Integer joinType) {
        return GroupChanges.json(new GroupTipPayload(
                operation,
                operator.userID(),
                new UserInfo(operator.userID(), operator.nick(), operator.avatar()),
                users.isEmpty()
                        ? List.of(operator.userID())
                        : users.stream().map(Account::userID).toList(),
                members,
                comesOrGoes(operation) ? group.memberCount() : null,
                new GroupRef(group.groupID(), group.name(), null, null),
                profile,
                joinType));
    }

    /// What a tip tells of these users and nothing more.
    static List<TipMember> named(List<Account> users) {
        return users.stream()
                .map(user -> new TipMember(user.userID(), user.nick(), user.avatar(), null, null, null))
                .toList();
    }

    /// Writes into users' system conversation after the commit.
    ///
    /// @param operation see [im.parley.protocol.group.GroupNoticePayload]
    /// @param message empty: none
    void notice(int operation, Collection<Long> receivers, String message) {
        if (!news.imported) {
            news.notices.add(new GroupNews.Notice(List.copyOf(receivers), operation, message, null));
        }
    }

    /// Tells the operator's other instances, and stores nothing.
    ///
    /// @param operation see [im.parley.protocol.group.GroupNoticePayload]
    void noticeOwn(int operation) {
        news.ownNotices.add(operation);
    }

    /// Writes the app's own text there.
    ///
    /// @param receivers account numbers; null: who is in the live room
    void announce(@Nullable Collection<Long> receivers, String text) {
        news.notices.add(new GroupNews.Notice(receivers, NOTICE_OF_APP, "", text));
    }

    /// What there is to tell when it is committed.
    GroupNews news() {
        return news;
    }
}
