package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.NewMember;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.group.BackEndGroups.Added;
import im.parley.server.group.GroupMembers.Brought;
import im.parley.server.group.GroupMembers.BroughtIn;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What a back end decides about members of groups as the app's administrator, and asks about them. Members are
/// told as if one of them had done it.
public final class BackEndMembers {
    /// The role of somebody who is not in a group.
    private static final String NOT_MEMBER = "NotMember";

    /// Keeps an answer below 1 MB.
    private static final int MAX_MUTED = 10_000;

    private final Jdbi jdbi;
    private final Groups groups;
    private final LiveGroups live;
    private final TopicGroups topics;
    private final MemberChanges changes;
    private final GroupMembers members;
    private final MemberQueries queries;
    private final Accounts accounts;
    private final Clock clock;

    BackEndMembers(
            Jdbi jdbi,
            Groups groups,
            LiveGroups live,
            TopicGroups topics,
            MemberChanges changes,
            GroupMembers members,
            MemberQueries queries,
            Accounts accounts,
            Clock clock) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.live = live;
        this.topics = topics;
        this.changes = changes;
        this.members = members;
        this.queries = queries;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Mutes members, or lets them write again; who is no member is passed over.
    ///
    /// @param groupID or a topicID
    /// @param seconds from now; 0: they may write again
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.group.MuteMember]
    public void mute(Administrator admin, String groupID, List<String> userIDs, long seconds) {
        if (groups.isLive(groupID)) {
            live.mute(admin, groupID, userIDs, seconds);
        } else {
            changes.mute(admin, groupID, userIDs, seconds);
        }
    }

    /// @param until milliseconds since 1970
    public record MutedMember(String userID, long until) {}

    /// Who is muted in a group or topic, who may write again first before the others.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_RESPONSE_TOO_LARGE] for more than 10,000
    public List<MutedMember> muted(String groupID) {
        var muted = findMuted(groupID, MAX_MUTED + 1);
        if (muted.size() > MAX_MUTED) {
            throw ErrorCode.GROUP_RESPONSE_TOO_LARGE.because("more than " + MAX_MUTED + " members are muted");
        }
        var users = accounts.byTinyID(muted.stream().map(Muted::tinyID).toList());
        return muted.stream()
                .flatMap(
                        one -> Optional.ofNullable(users.get(one.tinyID()))
                                .map(user -> new MutedMember(user.userID(), one.until()))
                                .stream())
                .toList();
    }

    private List<Muted> findMuted(String groupID, int limit) {
        return jdbi.withHandle(handle -> {
            if (TopicIds.isTopic(groupID)) {
                return topics.muted(handle, groupID, clock.millis(), limit);
            }
            var group = GroupQueries.find(handle, groupID);
            return group.type().isLive()
                    ? live.muted(group.id(), limit)
                    : GroupStore.muted(handle, group.id(), clock.millis(), limit);
        });
    }

    /// Makes a member all of this at once; the owner keeps their role and cannot be muted.
    ///
    /// @param role `Admin`, `Member` or, in a community, `Custom`; null: stays
    /// @param profile name card and custom fields; null: stay
    /// @param muteSeconds from now; 0: they may write again; null: stays
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.group.SetMemberRole], [UpdateMember] and
    ///     [im.parley.protocol.group.MuteMember]
    public void edit(
            Administrator admin,
            String groupID,
            String userID,
            @Nullable String role,
            @Nullable UpdateMember profile,
            @Nullable Long muteSeconds) {
        changes.edit(admin, groupID, userID, new MemberChanges.Edit(role, profile, muteSeconds));
    }

    /// What users are in a group, in the order given: `GRP_MBR_ROLE_…` values, or `NotMember`.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND]
    public Map<String, String> roles(String groupID, List<String> userIDs) {
        var users = accounts.load(userIDs);
        var numbers = users.values().stream().map(Account::tinyID).toList();
        var roleOf = jdbi.<Function<Account, String>, RuntimeException>withHandle(handle -> {
            var group = GroupQueries.find(handle, groupID);
            if (group.type().isLive()) {
                var here = live.among(group.id(), numbers);
                return user -> roleInRoom(group, here, user.tinyID());
            }
            var members = GroupStore.members(handle, group.id(), numbers);
            return user -> {
                var member = members.get(user.tinyID());
                return member == null ? NOT_MEMBER : member.role().wireName();
            };
        });
        var roles = new LinkedHashMap<String, String>();
        for (var userID : userIDs) {
            var user = users.get(userID);
            roles.put(userID, user == null ? NOT_MEMBER : roleOf.apply(user));
        }
        return roles;
    }

    private static String roleInRoom(StoredGroup room, Set<Long> here, long tinyID) {
        if (!here.contains(tinyID)) {
            return NOT_MEMBER;
        }
        return room.roleInRoom(tinyID).wireName();
    }

    /// Those of these users who are members, in the order given.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_PERMISSION_DENIED] for a live room
    public List<GroupMember> get(String groupID, List<String> userIDs) {
        BackEndGroups.checkNotLive(groups, groupID);
        return queries.get(groupID, userIDs);
    }

    /// Somebody who was a member elsewhere already.
    ///
    /// @param joinTime seconds since 1970, not in the future; null: now
    public record Import(NewMember member, @Nullable Long joinTime) {}

    /// Takes in who was a member elsewhere already; they may read all that is there and have the group on their
    /// lists. Nobody is asked, and nobody told otherwise.
    ///
    /// @return by userID, in the order given
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND], [ErrorCode#GROUP_PERMISSION_DENIED]
    ///     for a live room, [ErrorCode#GROUP_INVALID_PARAMETERS] for a role that the group does not have
    public Map<String, Added> bring(Administrator admin, String groupID, List<Import> wanted) {
        BackEndGroups.checkNotLive(groups, groupID);
        var type = jdbi.withHandle(handle -> GroupQueries.find(handle, groupID)).type();
        var users =
                accounts.load(wanted.stream().map(one -> one.member().userID()).toList());
        var brought = new ArrayList<Brought>();
        for (var one : wanted) {
            var user = users.get(one.member().userID());
            var role = GroupLife.role(type, one.member());
            long joinedAt = GroupChange.past("JoinTime", one.joinTime(), clock.millis());
            if (user != null) {
                brought.add(new Brought(user, role, joinedAt));
            }
        }
        var done = members.bring(admin, groupID, brought);
        var result = new LinkedHashMap<String, Added>();
        for (var one : wanted) {
            var userID = one.member().userID();
            result.put(userID, outcome(users.get(userID), done));
        }
        return result;
    }

    private static Added outcome(@Nullable Account user, BroughtIn done) {
        if (user == null) {
            return Added.FAILED;
        }
        if (done.joined().contains(user.tinyID())) {
            return Added.ADDED;
        }
        return done.there().contains(user.tinyID()) ? Added.ALREADY_IN : Added.FAILED;
    }
}
