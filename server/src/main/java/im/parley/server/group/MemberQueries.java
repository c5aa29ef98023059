package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.GetMembers;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.ListMembers;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What members ask about each other.
final class MemberQueries {
    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Settings settings;
    private final OnlineUsers online;

    MemberQueries(Jdbi jdbi, Accounts accounts, Settings settings, OnlineUsers online) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.settings = settings;
        this.online = online;
    }

    ListMembers.Result list(Caller caller, ListMembers request) {
        var after = MemberCursor.parse(request.cursor());
        int count = Math.min(request.count(), Limits.GROUP_PAGE);
        var found = jdbi.withHandle(handle -> {
            var group = GroupQueries.find(handle, request.groupID());
            if (GroupStore.member(handle, group.id(), caller.tinyID()).isEmpty()) { // getGroupMemberList#9
                return List.<StoredMember>of();
            }
            var role = Optional.ofNullable(request.role()).map(GroupRole::of).orElse(null);
            return GroupStore.page(handle, group.id(), after, role, count + 1);
        });
        var page = found.subList(0, Math.min(count, found.size()));
        var last = page.isEmpty() ? null : page.getLast();
        return new ListMembers.Result(
                show(page),
                found.size() <= count || last == null ? "" : new MemberCursor(last.joinedAt(), last.tinyID()).text());
    }

    GetMembers.Result get(Caller caller, GetMembers request) {
        var users = accounts.load(request.userIDList());
        var found = jdbi.withHandle(handle -> {
            var group = GroupQueries.find(handle, request.groupID());
            if (group.type().isLive()) { // getGroupMemberProfile#1
                throw ErrorCode.OPERATION_NOT_SUPPORTED_IN_AV.because("members of a live room have no profile in it");
            }
            if (GroupStore.member(handle, group.id(), caller.tinyID()).isEmpty()) {
                throw Groups.notMember(group.groupID(), caller.userID());
            }
            return GroupStore.members(
                    handle,
                    group.id(),
                    users.values().stream().map(Account::tinyID).toList());
        });
        return new GetMembers.Result(show(asked(request.userIDList(), users, found)).stream()
                .map(member -> withFields(member, request.memberCustomFieldFilter()))
                .toList());
    }

    /// The same for an administrator, who need not be in.
    List<GroupMember> get(String groupID, List<String> userIDs) {
        var users = accounts.load(userIDs);
        var found = jdbi.withHandle(handle -> GroupStore.members(
                handle,
                GroupQueries.find(handle, groupID).id(),
                users.values().stream().map(Account::tinyID).toList()));
        return show(asked(userIDs, users, found));
    }

    private static List<StoredMember> asked(
            List<String> userIDs, Map<String, Account> users, Map<Long, StoredMember> members) {
        var asked = new ArrayList<StoredMember>();
        for (var userID : new LinkedHashSet<>(userIDs)) {
            var user = users.get(userID);
            var member = user == null ? null : members.get(user.tinyID());
            if (member != null) {
                asked.add(member);
            }
        }
        return asked;
    }

    private static GroupMember withFields(GroupMember member, @Nullable List<String> keys) {
        return keys == null
                ? member
                : member.with(member.memberCustomField().stream()
                        .filter(field -> keys.contains(field.key()))
                        .toList());
    }

    /// One member as others get it.
    GroupMember show(StoredMember member, Account account) {
        return member.show(
                account,
                online(List.of(member.tinyID())).contains(member.tinyID()),
                lastSent(List.of(member)).getOrDefault(member.tinyID(), 0L));
    }

    private Map<Long, Long> lastSent(List<StoredMember> members) {
        return members.isEmpty()
                ? Map.of()
                : jdbi.withHandle(handle -> RoomTimelines.lastSent(
                        handle,
                        members.getFirst().group(),
                        members.stream().map(StoredMember::tinyID).toList()));
    }

    /// As others get them; all of one group.
    List<GroupMember> show(List<StoredMember> members) {
        var numbers = members.stream().map(StoredMember::tinyID).toList();
        var users = accounts.byTinyID(numbers);
        var signedIn = online(numbers);
        var lastSent = lastSent(members);
        var shown = new ArrayList<GroupMember>();
        for (var member : members) {
            var account = users.get(member.tinyID());
            if (account != null) {
                shown.add(member.show(
                        account, signedIn.contains(member.tinyID()), lastSent.getOrDefault(member.tinyID(), 0L)));
            }
        }
        return shown;
    }

    private Set<Long> online(Collection<Long> tinyIDs) {
        return settings.get(AppSettings.MEMBER_ONLINE_FLAG) ? online.among(tinyIDs) : Set.of();
    }
}
