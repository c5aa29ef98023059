package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.DismissGroup;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.UpdateGroup;
import im.parley.server.group.GroupLife.Founding;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What a back end does with groups as the app's administrator, who need not be in. Members are told as if one
/// of them had done it.
public final class BackEndGroups {
    private final Jdbi jdbi;
    private final Groups groups;
    private final GroupChanges changes;
    private final GroupLife life;
    private final GroupMembers members;
    private final GroupQueries queries;
    private final MemberQueries memberQueries;
    private final Accounts accounts;

    BackEndGroups(
            Jdbi jdbi,
            Groups groups,
            GroupChanges changes,
            GroupLife life,
            GroupMembers members,
            GroupQueries queries,
            MemberQueries memberQueries,
            Accounts accounts) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.changes = changes;
        this.life = life;
        this.members = members;
        this.queries = queries;
        this.memberQueries = memberQueries;
        this.accounts = accounts;
    }

    /// @param owner null: nobody
    /// @param nameCards of the first members, by userID; at most 50 bytes each
    /// @throws im.parley.protocol.ChatException see [CreateGroup]
    public Group create(
            Administrator admin, @Nullable Account owner, CreateGroup request, Map<String, String> nameCards) {
        return life.create(admin, request, new Founding(owner, nameCards, null)).group();
    }

    /// Makes a group that began elsewhere. Its first members have it on their lists; nobody is asked, and nobody
    /// told otherwise.
    ///
    /// @param owner null: nobody
    /// @param nameCards by userID
    /// @param createTime seconds since 1970, not in the future; null: now
    /// @throws im.parley.protocol.ChatException see [CreateGroup], and [ErrorCode#GROUP_PERMISSION_DENIED] for a
    ///     live room
    public Group bring(
            Administrator admin,
            @Nullable Account owner,
            CreateGroup request,
            Map<String, String> nameCards,
            @Nullable Long createTime) {
        if (Types.GRP_AVCHATROOM.equals(request.type())) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("live rooms cannot be imported");
        }
        return life.bring(admin, owner, request, nameCards, createTime);
    }

    /// @param profile null: all of it stays
    /// @param maxMembers cut to the type's limit; null: stays
    /// @throws im.parley.protocol.ChatException see [UpdateGroup]
    public void update(
            Administrator admin, String groupID, @Nullable UpdateGroup profile, @Nullable Integer maxMembers) {
        life.update(admin, groupID, profile, maxMembers);
    }

    /// Ends a group of any type.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND]
    public void dismiss(Administrator admin, String groupID) {
        life.dismiss(admin, new DismissGroup(groupID));
    }

    /// Makes a member the owner, also of a group that has none.
    ///
    /// @param admin whom members see as the one who did it
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.group.TransferGroup]
    public void transfer(Administrator admin, String groupID, String newOwnerID) {
        life.transfer(admin, groupID, newOwnerID);
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND]
    public Group get(String groupID) {
        return queries.get(groupID);
    }

    /// What became of who was to be taken in.
    public enum Added {
        FAILED,
        ADDED,
        ALREADY_IN
    }

    /// Takes users in, whatever the group's options say.
    ///
    /// @param isSilent whether nobody is told but themselves, by the group on their list
    /// @return in the order given
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_PERMISSION_DENIED] for a live room, [ErrorCode#GROUP_FULL] when nobody fits in
    public Map<String, Added> add(Administrator admin, String groupID, Collection<String> userIDs, boolean isSilent) {
        checkNotLive(groups, groupID);
        var result = new LinkedHashMap<String, Added>();
        userIDs.forEach(userID -> result.put(userID, Added.FAILED));
        var known = accounts.load(userIDs);
        if (!known.isEmpty()) {
            var added = members.add(admin, groupID, known.values(), isSilent);
            added.successUserIDList().forEach(userID -> result.put(userID, Added.ADDED));
            added.existedUserIDList().forEach(userID -> result.put(userID, Added.ALREADY_IN));
        }
        return result;
    }

    /// Puts members out; who is no member is passed over.
    ///
    /// @param reason told to them and to the members; null: none
    /// @param isSilent whether nobody is told but themselves, by the group gone from their list
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_PERMISSION_DENIED] for a live room and for the owner,
    ///     [ErrorCode#MEMBER_NOT_IN_GRP] when none of them is a member
    public void remove(
            Administrator admin, String groupID, List<String> userIDs, @Nullable String reason, boolean isSilent) {
        checkNotLive(groups, groupID);
        members.delete(admin, groupID, userIDs, reason, isSilent);
    }

    /// Some members, by when they joined.
    ///
    /// @param total how many the group has
    public record Members(int total, List<GroupMember> list) {}

    /// @param roles `GRP_MBR_ROLE_…` values; empty: all
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_PERMISSION_DENIED] for a live room
    public Members members(String groupID, Set<String> roles, int offset, int limit) {
        checkNotLive(groups, groupID);
        var wanted = new HashSet<GroupRole>();
        roles.forEach(role -> wanted.add(GroupRole.of(role)));
        return jdbi.withHandle(handle -> {
            var group = GroupQueries.find(handle, groupID);
            return new Members(
                    group.memberCount(),
                    memberQueries.show(GroupStore.page(handle, group.id(), wanted, offset, limit)));
        });
    }

    /// Tells members something in their system conversation.
    ///
    /// @param userIDs who is told, as far as they are members; null: all
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND]
    public void notify(Administrator admin, String groupID, String text, @Nullable Collection<String> userIDs) {
        var receivers = userIDs == null
                ? null
                : accounts.load(groups.membersAmong(groupID, userIDs)).values().stream()
                        .map(Account::tinyID)
                        .toList();
        changes.change(admin, groupID, change -> {
            change.announce(
                    receivers != null || change.group().type().isLive()
                            ? receivers
                            : new ArrayList<>(GroupStore.everybody(
                                    change.handle(), change.group().id())),
                    text);
            return groupID;
        });
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED]
    static void checkNotLive(Groups groups, String groupID) {
        if (groups.isLive(groupID)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("group \"" + groupID + "\" is a live room");
        }
    }
}
