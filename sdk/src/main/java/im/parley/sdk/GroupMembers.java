package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.ListMembers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who is in a group.
final class GroupMembers implements GroupMemberApi {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final Groups groups;
    private final Duration timeout;

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
            return onExecutor(() -> link.call(
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
            return onExecutor(() -> link.call(new AddMembers(groupID, wanted), timeout)
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
            return onExecutor(() -> link.call(new DeleteMembers(groupID, wanted, reason, duration), timeout)
                    .thenApply(result -> new DeleteMemberResult(groups.answered(result.group()), result.userIDList())));
        });
    }

    private List<String> users(String method, List<String> userIDList, int most) {
        var all = Params.list("userIDList", userIDList);
        Params.that(!all.isEmpty(), "userIDList", all, "1 or more userIDs");
        if (all.size() > most) {
            log.warn(method + " takes " + most + " userIDs, the others are left out"); // general#6
        }
        return all.stream().limit(most).toList();
    }

    private <T> CompletableFuture<T> onExecutor(Supplier<CompletableFuture<T>> call) {
        return Answers.toApp(work.call(call));
    }
}
