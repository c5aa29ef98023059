package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.TipMember;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Coming into groups and going out of them.
final class GroupMembers {
    /// `groupJoinType` of a tip.
    static final int APPLIED = 1;

    static final int INVITED = 2;

    private static final int NOTICE_KICKED = 4;
    private static final int NOTICE_ADDED = 7;
    private static final int NOTICE_QUIT = 8;

    private final GroupChanges changes;
    private final Accounts accounts;
    private final Settings settings;

    GroupMembers(GroupChanges changes, Accounts accounts, Settings settings) {
        this.changes = changes;
        this.accounts = accounts;
        this.settings = settings;
    }

    JoinGroup.Result join(Caller caller, JoinGroup request) {
        return changes.change(caller, request.groupID(), change -> {
            var already = change.find(caller.tinyID());
            if (already.isPresent()) {
                return new JoinGroup.Result(Types.JOIN_STATUS_ALREADY_IN_GROUP, changes.show(change, already.get()));
            }
            var group = change.group();
            if (group.joinOption().equals(Types.JOIN_OPTIONS_DISABLE_APPLY)) {
                throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                        "group \"" + group.groupID() + "\" takes no applications");
            }
            checkFits(change, change.operator());
            if (group.joinOption().equals(Types.JOIN_OPTIONS_NEED_PERMISSION)) {
                Applications.apply(change, request.applyMessage() == null ? "" : request.applyMessage());
                return new JoinGroup.Result(Types.JOIN_STATUS_WAIT_APPROVAL, null);
            }
            takeIn(change, List.of(change.operator()), APPLIED, false);
            return new JoinGroup.Result(
                    Types.JOIN_STATUS_SUCCESS,
                    changes.show(change, change.news().joined.get(caller.tinyID())));
        });
    }

    Nothing quit(Caller caller, QuitGroup request) {
        return changes.change(caller, request.groupID(), change -> {
            var self = change.find(caller.tinyID())
                    .orElseThrow(() -> ErrorCode.MEMBER_NOT_IN_GRP.because(
                            "the caller is not in group \"" + request.groupID() + '"'));
            var group = change.group();
            if (!GroupPolicy.may(group.type(), self.role(), GroupAction.QUIT)) {
                throw ErrorCode.GROUP_OWNER_CANNOT_QUIT.because(
                        "the owner of a group of type " + group.type().wireName() + " cannot quit");
            }
            if (group.owner() == caller.tinyID()) { // quitGroup#1
                change.update(group.ownedBy(0));
            }
            change.leave(List.of(caller.tinyID()), "quit");
            change.tip(Types.GRP_TIP_MBR_QUIT, List.of(change.operator()), null, null, null);
            change.notice(NOTICE_QUIT, List.of(caller.tinyID()), "");
            return Nothing.INSTANCE;
        });
    }

    AddMembers.Result add(Caller caller, AddMembers request) {
        return add(caller, request.groupID(), known(request.userIDList()).values(), false);
    }

    /// @param isSilent whether there is neither a tip nor a notice
    AddMembers.Result add(Caller caller, String groupID, Collection<Account> users, boolean isSilent) {
        return changes.change(caller, groupID, change -> {
            var group = change.group();
            if (group.type().isLive()) {
                throw ErrorCode.CANNOT_ADD_MEMBER_IN_AV.because(
                        "nobody can be added to a live room"); // addGroupMember#5
            }
            var self = change.member(caller);
            boolean asks = mustAsk(group, self);
            var there = GroupStore.members(
                    change.handle(),
                    group.id(),
                    users.stream().map(Account::tinyID).toList());
            var existed = new ArrayList<String>();
            var wanted = new ArrayList<Account>();
            users.forEach(user -> {
                if (there.containsKey(user.tinyID())) {
                    existed.add(user.userID());
                } else {
                    wanted.add(user);
                }
            });
            var overLimit = overLimit(change.handle(), wanted);
            wanted.removeIf(user -> overLimit.contains(user.userID()));
            int free = free(group);
            var added = List.copyOf(wanted.subList(0, Math.min(free, wanted.size())));
            var failed = wanted.subList(added.size(), wanted.size());
            if (added.isEmpty() && !failed.isEmpty()) {
                throw full(group);
            }
            if (asks) {
                Applications.invite(change, added);
            } else if (!added.isEmpty()) {
                takeIn(change, added, INVITED, isSilent);
            }
            return new AddMembers.Result(
                    added.stream().map(Account::userID).toList(),
                    failed.stream().map(Account::userID).toList(),
                    existed,
                    overLimit,
                    changes.show(change, self));
        });
    }

    /// @param joinType [#APPLIED] or [#INVITED]
    /// @param isSilent whether there is neither a tip nor a notice
    void takeIn(GroupChange change, List<Account> added, int joinType, boolean isSilent) {
        change.join(
                added.stream().map(user -> member(change, user.tinyID())).toList(),
                seesEarlier(change.group().type()));
        if (isSilent) {
            return;
        }
        change.tip(Types.GRP_TIP_MBR_JOIN, added, GroupChange.named(added), null, joinType);
        if (joinType == INVITED) {
            change.notice(NOTICE_ADDED, added.stream().map(Account::tinyID).toList(), "");
        }
    }

    /// Whether this member can invite, but not take users in (`addGroupMember#3`, `addGroupMember#8`).
    private static boolean mustAsk(StoredGroup group, StoredMember self) {
        if (self.role() == GroupRole.ADMINISTRATOR) {
            return false;
        }
        return switch (group.inviteOption()) {
            case Types.INVITE_OPTIONS_FREE_ACCESS -> false;
            case Types.INVITE_OPTIONS_NEED_PERMISSION ->
                !GroupPolicy.may(group.type(), self.role(), GroupAction.INVITE_UNASKED);
            default ->
                throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                        "inviteOption of group \"" + group.groupID() + "\" is " + group.inviteOption());
        };
    }

    DeleteMembers.Result delete(Caller caller, DeleteMembers request) {
        return delete(caller, request.groupID(), request.userIDList(), request.reason(), false);
    }

    /// @param isSilent whether there is neither a tip nor a notice
    DeleteMembers.Result delete(
            Caller caller, String groupID, List<String> userIDs, @Nullable String reason, boolean isSilent) {
        return changes.change(caller, groupID, change -> {
            var group = change.group();
            var self = change.member(caller);
            GroupPolicy.check(group.type(), self.role(), GroupAction.REMOVE_MEMBER);
            var users = accounts.load(userIDs);
            var there = GroupStore.members(
                    change.handle(),
                    group.id(),
                    users.values().stream().map(Account::tinyID).toList());
            var removed = new ArrayList<Account>();
            for (var userID : userIDs) {
                var user = users.get(userID);
                var member = user == null ? null : there.get(user.tinyID());
                if (user != null && member != null && !removed.contains(user)) {
                    GroupPolicy.check(group.type(), self.role(), GroupAction.REMOVE_MEMBER, member.role());
                    removed.add(user);
                }
            }
            if (removed.isEmpty()) {
                throw ErrorCode.MEMBER_NOT_IN_GRP.because(
                        "none of " + userIDs + " is in group \"" + group.groupID() + '"');
            }
            var numbers = removed.stream().map(Account::tinyID).toList();
            change.leave(numbers, "kicked");
            if (!isSilent) {
                change.tip(
                        Types.GRP_TIP_MBR_KICKED_OUT,
                        removed,
                        removed.stream()
                                .map(user ->
                                        new TipMember(user.userID(), user.nick(), user.avatar(), null, reason, null))
                                .toList(),
                        null,
                        null);
                change.notice(NOTICE_KICKED, numbers, reason == null ? "" : reason);
            }
            return new DeleteMembers.Result(
                    changes.show(change, self),
                    removed.stream().map(Account::userID).toList());
        });
    }

    private static StoredMember member(GroupChange change, long tinyID) {
        return new StoredMember(
                change.group().id(), tinyID, GroupRole.MEMBER, change.now(), change.place(), "", 0, List.of());
    }

    private boolean seesEarlier(GroupType type) {
        var setting = type.showsEarlierHistory();
        return setting != null && settings.get(setting);
    }

    /// Checks that a user may be in one group more and this group may have one member more.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#TOO_MANY_GROUPS_OF_USER], [ErrorCode#GROUP_FULL]
    void checkFits(GroupChange change, Account user) {
        var group = change.group();
        if (!group.type().isLive() && !overLimit(change.handle(), List.of(user)).isEmpty()) {
            throw tooManyGroups(user.userID());
        }
        if (free(group) < 1) {
            throw full(group);
        }
    }

    private RuntimeException tooManyGroups(String userID) {
        return ErrorCode.TOO_MANY_GROUPS_OF_USER.because("user \"" + userID + "\" is in as many groups as "
                + AppSettings.MAX_GROUPS_PER_USER.key() + " allows: " + settings.get(AppSettings.MAX_GROUPS_PER_USER));
    }

    private static int free(StoredGroup group) {
        return group.maxMembers() == 0 ? Integer.MAX_VALUE : Math.max(0, group.maxMembers() - group.memberCount());
    }

    private static RuntimeException full(StoredGroup group) {
        return ErrorCode.GROUP_FULL.because("group \"" + group.groupID() + "\" has " + group.memberCount()
                + " members, expected at most " + group.maxMembers());
    }

    /// The accounts in the order asked.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_ACCOUNT_NOT_FOUND] (`addGroupMember#1`)
    Map<String, Account> known(Collection<String> userIDs) {
        var found = accounts.load(userIDs);
        var users = new LinkedHashMap<String, Account>();
        for (var userID : userIDs) {
            var user = found.get(userID);
            if (user == null) {
                throw ErrorCode.GROUP_ACCOUNT_NOT_FOUND.because("user \"" + userID + "\" is not registered");
            }
            users.put(userID, user);
        }
        return users;
    }

    /// Checks that the owner may be in one group more.
    ///
    /// @param owner null: nobody
    /// @return who of the others may not (`createGroup#6`)
    /// @throws im.parley.protocol.ChatException [ErrorCode#TOO_MANY_GROUPS_OF_USER]
    List<String> checkRoom(Handle handle, @Nullable Account owner, GroupType type, Collection<Account> others) {
        if (type.isLive()) {
            return List.of();
        }
        if (owner != null && !overLimit(handle, List.of(owner)).isEmpty()) {
            throw tooManyGroups(owner.userID());
        }
        return overLimit(handle, others);
    }

    private List<String> overLimit(Handle handle, Collection<Account> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        int most = settings.get(AppSettings.MAX_GROUPS_PER_USER);
        var counts =
                GroupStore.counts(handle, users.stream().map(Account::tinyID).toList());
        return users.stream()
                .filter(user -> counts.getOrDefault(user.tinyID(), 0) >= most)
                .map(Account::userID)
                .toList();
    }
}
