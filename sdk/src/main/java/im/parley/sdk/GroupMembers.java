package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.CountOnline;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.GetMembers;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.ListMembers;
import im.parley.protocol.group.MarkMembers;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.SetMemberRole;
import im.parley.protocol.group.UpdateMember;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who is in a group.
final class GroupMembers implements GroupMemberApi {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final Groups groups;
    private final Duration timeout;
    private final OnlineCounts online = new OnlineCounts(System::nanoTime);

    GroupMembers(SerialExecutor work, Log log, Readiness readiness, Link link, Groups groups, Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.link = link;
        this.groups = groups;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<GroupMemberList> getGroupMemberList(GroupMemberQuery query) {
        return readiness.guard(() -> {
            Params.present("options", query);
            var cursor = query.offset().equals(GroupMemberQuery.START) ? null : query.offset();
            return work.answer(() -> link.call(
                            new ListMembers(query.groupID(), cursor, query.count(), query.role(), query.filter()),
                            timeout)
                    .thenApply(page -> new GroupMemberList(
                            page.memberList().stream().map(GroupMember::of).toList(),
                            page.cursor().isEmpty() ? GroupMemberQuery.START : page.cursor())));
        });
    }

    @Override
    public CompletableFuture<AddMemberResult> addGroupMember(String groupID, List<String> userIDList) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = users("addGroupMember", userIDList, Limits.MEMBERS_PER_CALL);
            return work.answer(() -> link.call(new AddMembers(groupID, wanted), timeout)
                    .thenApply(result -> new AddMemberResult(
                            result.successUserIDList(),
                            result.failureUserIDList(),
                            result.existedUserIDList(),
                            result.overLimitUserIDList(),
                            groups.answered(result.group()))));
        });
    }

    @Override
    public CompletableFuture<DeleteMemberResult> deleteGroupMember(
            String groupID, List<String> userIDList, @Nullable String reason, @Nullable Integer duration) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = users("deleteGroupMember", userIDList, Limits.DELETED_MEMBERS_PER_CALL);
            return work.answer(() -> link.call(new DeleteMembers(groupID, wanted, reason, duration), timeout)
                    .thenApply(result -> new DeleteMemberResult(groups.answered(result.group()), result.userIDList())));
        });
    }

    @Override
    public CompletableFuture<List<GroupMember>> getGroupMemberProfile(
            String groupID, List<String> userIDList, @Nullable List<String> memberCustomFieldFilter) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = users("getGroupMemberProfile", userIDList, Limits.MEMBER_PROFILES);
            return work.answer(() -> link.call(new GetMembers(groupID, wanted, memberCustomFieldFilter), timeout)
                    .thenApply(result ->
                            result.memberList().stream().map(GroupMember::of).toList()));
        });
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberMuteTime(String groupID, String userID, long muteTime) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            Params.text("userID", userID);
            Params.that(muteTime >= 0, "muteTime", muteTime, "0 or more");
            return work.answer(() -> link.call(new MuteMember(groupID, userID, muteTime), timeout)
                    .thenApply(result -> changed(result.group(), result.member())));
        });
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberRole(String groupID, String userID, String role) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            Params.text("userID", userID);
            Params.text("role", role);
            return work.answer(() -> link.call(new SetMemberRole(groupID, userID, role), timeout)
                    .thenApply(result -> changed(result.group(), result.member())));
        });
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberNameCard(
            String groupID, @Nullable String userID, String nameCard) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            Params.present("nameCard", nameCard);
            return work.answer(() -> update(new UpdateMember(groupID, userID, nameCard, null)));
        });
    }

    @Override
    public CompletableFuture<GroupMemberResult> setGroupMemberCustomField(
            String groupID, @Nullable String userID, List<GroupField> memberCustomField) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var fields = Params.list("memberCustomField", memberCustomField);
            Params.that(!fields.isEmpty(), "memberCustomField", fields, "1 or more fields");
            return work.answer(() -> update(new UpdateMember(groupID, userID, null, fields)));
        });
    }

    private CompletableFuture<GroupMemberResult> update(UpdateMember request) {
        return link.call(request, timeout).thenApply(result -> changed(result.group(), result.member()));
    }

    private GroupMemberResult changed(
            im.parley.protocol.group.Group group, im.parley.protocol.group.GroupMember member) {
        return new GroupMemberResult(groups.answered(group), GroupMember.of(member));
    }

    @Override
    public CompletableFuture<MarkMemberResult> markGroupMemberList(
            String groupID, List<String> userIDList, int markType, boolean enableMark) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = users("markGroupMemberList", userIDList, Limits.MEMBERS_PER_CALL);
            Params.that(markType >= Limits.FIRST_MARK, "markType", markType, Limits.FIRST_MARK + " or more");
            return work.answer(() -> link.call(new MarkMembers(groupID, wanted, markType, enableMark), timeout)
                    .thenApply(result -> new MarkMemberResult(result.successUserIDList(), result.failureUserIDList())));
        });
    }

    @Override
    public CompletableFuture<Integer> getGroupOnlineMemberCount(String groupID) {
        return readiness.guardUnlessDestroyed(() -> {
            Params.text("groupID", groupID);
            return work.answer(() -> {
                var known = online.find(groupID, groups.typeOf(groupID));
                return known.isPresent()
                        ? CompletableFuture.completedFuture(known.getAsInt())
                        : link.call(new CountOnline(groupID), timeout).thenApply(result -> {
                            online.put(groupID, result.memberCount());
                            return result.memberCount();
                        });
            });
        });
    }

    /// The user is out of the group.
    void forget(String groupID) {
        online.forget(groupID);
    }

    /// Somebody else signs in.
    void clear() {
        online.clear();
    }

    private List<String> users(String method, List<String> userIDList, int most) {
        var all = Params.list("userIDList", userIDList);
        Params.that(!all.isEmpty(), "userIDList", all, "1 or more userIDs");
        if (all.size() > most) {
            log.warn(method + " takes " + most + " userIDs, the others are left out"); // general#6
        }
        return all.stream().limit(most).toList();
    }
}
