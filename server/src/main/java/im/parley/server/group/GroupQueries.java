package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.GetGroup;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.ListGroups;
import im.parley.protocol.group.SearchGroup;
import im.parley.server.group.GroupStore.Membership;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.Caller;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What users ask about groups.
final class GroupQueries {
    private final Jdbi jdbi;
    private final Groups groups;
    private final Accounts accounts;

    GroupQueries(Jdbi jdbi, Groups groups, Accounts accounts) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.accounts = accounts;
    }

    GetGroup.Result get(Caller caller, GetGroup request) {
        return jdbi.withHandle(handle -> {
            var group = find(handle, request.groupID());
            var self = GroupStore.member(handle, group.id(), caller.tinyID());
            if (self.isEmpty() && group.type() == GroupType.WORK) { // getGroupProfile#2
                throw Groups.notMember(group.groupID(), caller.userID());
            }
            var shown = group.type().isLive()
                    ? groups.showLive(group, caller.tinyID())
                    : show(handle, group, self.orElse(null));
            return new GetGroup.Result(withFields(shown, request.groupCustomFieldFilter()));
        });
    }

    /// As nobody in particular sees it, whatever its type.
    Group get(String groupID) {
        return jdbi.withHandle(handle -> show(handle, find(handle, groupID), null));
    }

    private static Group withFields(Group group, @Nullable List<String> keys) {
        return keys == null
                ? group
                : group.with(group.groupCustomField().stream()
                        .filter(field -> keys.contains(field.key()))
                        .toList());
    }

    SearchGroup.Result search(Caller caller, SearchGroup request) {
        return jdbi.withHandle(handle -> {
            var group = find(handle, request.groupID());
            if (group.type() == GroupType.WORK) { // searchGroupByID#1
                throw ErrorCode.GROUP_PERMISSION_DENIED.because("Work groups cannot be found");
            }
            return new SearchGroup.Result(show(handle, group, null));
        });
    }

    ListGroups.Result list(Caller caller, ListGroups request) {
        int count = Math.min(request.count(), Limits.GROUP_PAGE);
        return jdbi.withHandle(handle -> {
            var after = request.after() == null ? "" : request.after();
            var found = GroupStore.ofUser(handle, caller.tinyID(), after, count + 1);
            var page = found.subList(0, Math.min(count, found.size()));
            return new ListGroups.Result(show(handle, page), found.size() <= count);
        });
    }

    /// Groups as those who are in them see them.
    List<Group> show(Handle handle, List<Membership> memberships) {
        var heads = RoomTimelines.heads(
                handle,
                memberships.stream().map(membership -> membership.group().id()).toList());
        var owners = Groups.ownerIDs(
                accounts, memberships.stream().map(Membership::group).toList());
        var groups = new ArrayList<Group>();
        for (var membership : memberships) {
            var head = heads.get(membership.group().id());
            groups.add(membership
                    .group()
                    .show(
                            owners.getOrDefault(membership.group().owner(), ""),
                            head,
                            membership.member().asSelf()));
        }
        return groups;
    }

    static StoredGroup find(Handle handle, String groupID) {
        return GroupStore.find(handle, groupID).orElseThrow(() -> Groups.notFound(groupID));
    }

    private Group show(Handle handle, StoredGroup group, @Nullable StoredMember self) {
        var head = RoomTimelines.heads(handle, List.of(group.id())).get(group.id());
        return group.show(
                Groups.ownerIDs(accounts, List.of(group)).getOrDefault(group.owner(), ""),
                head,
                groups.count(group),
                self == null ? null : self.asSelf());
    }
}
