package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.TipMember;
import im.parley.server.operation.Administrator;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Coming into groups and going out of them.
final class GroupMembers {
    /// `groupJoinType` of a tip.
    static final int APPLIED = 1;

    static final int INVITED = 2;

    /// Why somebody left.
    static final String KICKED = "kicked";

    private static final int NOTICE_KICKED = 4;
    private static final int NOTICE_ADDED = 7;
    private static final int NOTICE_QUIT = 8;

    private final GroupChanges changes;
    private final GroupQuestions questions;
    private final Accounts accounts;
    private final Settings settings;

    GroupMembers(GroupChanges changes, GroupQuestions questions, Accounts accounts, Settings settings) {
        this.changes = changes;
        this.questions = questions;
        this.accounts = accounts;
        this.settings = settings;
    }

    JoinGroup.Result join(Caller caller, JoinGroup request) {
        boolean mayEnter = questions.join(caller, request.groupID());
        return changes.change(caller, request.groupID(), change -> {
            var already = change.find(caller.tinyID());
            if (already.isPresent()) {
                return new JoinGroup.Result(Types.JOIN_STATUS_ALREADY_IN_GROUP, changes.show(change, already.get()));
            }
            if (!mayEnter) {
                throw Groups.notMember(request.groupID(), caller.userID());
            }
            var group = change.group();
            checkTakesApplications(group);
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

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED]
    static void checkTakesApplications(StoredGroup group) {
        if (group.joinOption().equals(Types.JOIN_OPTIONS_DISABLE_APPLY)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("group \"" + group.groupID() + "\" takes no applications");
        }
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
            leave(change);
            change.noticeOwn(NOTICE_QUIT);
            return Nothing.INSTANCE;
        });
    }

    /// The operator, a member, leaves. A group whose owner leaves has none.
    static void leave(GroupChange change) {
        disown(change); // quitGroup#1
        change.leave(List.of(change.operator().tinyID()), "quit");
        change.tip(Types.GRP_TIP_MBR_QUIT, List.of(change.operator()), null, null, null);
    }

    /// A group that the operator owns has no owner.
    static void disown(GroupChange change) {
        if (change.group().owner() == change.operator().tinyID()) {
            change.update(change.group().ownedBy(0));
        }
    }

    AddMembers.Result add(Caller caller, AddMembers request) {
        return add(caller, request.groupID(), known(request.userIDList()).values(), false);
    }

    /// @param isSilent whether there is neither a tip nor a notice
    AddMembers.Result add(Caller caller, String groupID, Collection<Account> users, boolean isSilent) {
        var keptOut = questions.invite(caller, groupID, users);
        return changes.change(caller, groupID, change -> {
            var group = change.group();
            checkNotLive(group);
            var self = change.member(caller);
            boolean asks = mustAsk(group, self.role());
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
            var failed = new ArrayList<String>();
            wanted.stream().map(Account::userID).filter(keptOut::contains).forEach(failed::add);
            wanted.removeIf(user -> keptOut.contains(user.userID()));
            if (!wanted.isEmpty()) {
                checkHasRoom(group);
            }
            var added = List.copyOf(wanted.subList(0, Math.min(free(group), wanted.size())));
            wanted.subList(added.size(), wanted.size()).forEach(user -> failed.add(user.userID()));
            if (asks) {
                Applications.invite(change, added);
            } else if (!added.isEmpty()) {
                takeIn(change, added, INVITED, isSilent);
            }
            return new AddMembers.Result(
                    added.stream().map(Account::userID).toList(),
                    failed,
                    existed,
                    overLimit,
                    changes.show(change, self));
        });
    }

    /// Somebody who was a member elsewhere already.
    ///
    /// @param joinedAt milliseconds since 1970
    record Brought(Account user, GroupRole role, long joinedAt) {}

    /// Takes in who was a member elsewhere already; they may read all that is there.
    ///
    /// @return who is in now, and who was
    BroughtIn bring(Administrator admin, String groupID, List<Brought> wanted) {
        return changes.change(admin, groupID, change -> {
            change.bringAlong();
            var group = change.group();
            checkNotLive(group);
            var there = GroupStore.members(
                    change.handle(),
                    group.id(),
                    wanted.stream().map(one -> one.user().tinyID()).toList());
            var fresh = wanted.stream()
                    .filter(one -> !there.containsKey(one.user().tinyID()))
                    .toList();
            var overLimit =
                    overLimit(change.handle(), fresh.stream().map(Brought::user).toList());
            var joining = fresh.stream()
                    .filter(one -> !overLimit.contains(one.user().userID()))
                    .limit(free(group))
                    .map(one -> new StoredMember(
                            group.id(),
                            one.user().tinyID(),
                            one.role(),
                            one.joinedAt(),
                            change.place(),
                            "",
                            0,
                            List.of()))
                    .toList();
            if (!joining.isEmpty()) {
                change.join(joining, INVITED, true);
            }
            return new BroughtIn(
                    joining.stream().map(StoredMember::tinyID).collect(Collectors.toSet()), there.keySet());
        });
    }

    /// Account numbers of who came in, and of who was in.
    record BroughtIn(Set<Long> joined, Set<Long> there) {}

    /// @param joinType [#APPLIED] or [#INVITED]
    /// @param isSilent whether there is neither a tip nor a notice
    void takeIn(GroupChange change, List<Account> added, int joinType, boolean isSilent) {
        change.join(
                added.stream().map(user -> member(change, user.tinyID())).toList(),
                joinType,
                seesEarlier(change.group().type()));
        if (isSilent) {
            return;
        }
        change.tip(Types.GRP_TIP_MBR_JOIN, added, GroupChange.named(added), null, joinType);
        if (joinType == INVITED) {
            change.notice(NOTICE_ADDED, added.stream().map(Account::tinyID).toList(), "");
        }
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#CANNOT_ADD_MEMBER_IN_AV]
    static void checkNotLive(StoredGroup group) {
        if (group.type().isLive()) {
            throw ErrorCode.CANNOT_ADD_MEMBER_IN_AV.because("nobody can be added to a live room"); // addGroupMember#5
        }
    }

    /// Whether this member can invite, but not take users in (`addGroupMember#3`, `addGroupMember#8`).
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED] if they cannot invite either
    static boolean mustAsk(StoredGroup group, GroupRole role) {
        if (role == GroupRole.ADMINISTRATOR) {
            return false;
        }
        return switch (group.inviteOption()) {
            case Types.INVITE_OPTIONS_FREE_ACCESS -> false;
            case Types.INVITE_OPTIONS_NEED_PERMISSION ->
                !GroupPolicy.may(group.type(), role, GroupAction.INVITE_UNASKED);
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
            change.leave(numbers, KICKED);
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
        checkHasRoom(group);
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_FULL]
    static void checkHasRoom(StoredGroup group) {
        if (free(group) < 1) {
            throw ErrorCode.GROUP_FULL.because("group \"" + group.groupID() + "\" has " + group.memberCount()
                    + " members, expected at most " + group.maxMembers());
        }
    }

    private RuntimeException tooManyGroups(String userID) {
        return ErrorCode.TOO_MANY_GROUPS_OF_USER.because("user \"" + userID + "\" is in as many groups as "
                + AppSettings.MAX_GROUPS_PER_USER.key() + " allows: " + settings.get(AppSettings.MAX_GROUPS_PER_USER));
    }

    /// How many more may come.
    static int free(StoredGroup group) {
        return group.maxMembers() == 0 ? Integer.MAX_VALUE : Math.max(0, group.maxMembers() - group.memberCount());
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
