package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.SetMemberRole;
import im.parley.protocol.group.TipMember;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one member is in a group: role, mute, name card and custom fields.
final class MemberChanges {
    private static final int NOTICE_ADMIN = 9;
    private static final int NOTICE_NO_ADMIN = 10;
    private static final long MILLIS = 1000;

    private final GroupChanges changes;
    private final MemberQueries queries;
    private final Accounts accounts;
    private final Settings settings;
    private final TopicGroups topics;

    MemberChanges(
            GroupChanges changes, MemberQueries queries, TopicGroups topics, Accounts accounts, Settings settings) {
        this.topics = topics;
        this.changes = changes;
        this.queries = queries;
        this.accounts = accounts;
        this.settings = settings;
    }

    SetMemberRole.Result setRole(Caller caller, SetMemberRole request) {
        if (request.userID().equals(caller.userID())) {
            throw ErrorCode.CANNOT_SET_SELF_MEMBER_ROLE.because("userID is the caller, expected another member");
        }
        var role = GroupRole.of(request.role());
        var user = accounts.find(request.userID());
        var done = changes.change(caller, request.groupID(), change -> {
            checkRole(change.group().type(), role);
            var self = change.member(caller);
            if (!GroupPolicy.may(change.group().type(), self.role(), GroupAction.SET_ROLE)) {
                throw ErrorCode.NOT_OWNER.because("the caller is " + self.role().wireName() + ", expected the owner");
            }
            var target = setRole(change, target(change, user, request.userID()), role);
            return new Changed(changes.show(change, self), target);
        });
        return new SetMemberRole.Result(done.group(), show(done.target()));
    }

    private static void checkRole(GroupType type, GroupRole role) {
        if (!GroupPolicy.may(type, GroupRole.OWNER, GroupAction.SET_ROLE)) { // setGroupMemberRole#1
            throw ErrorCode.CANNOT_SET_MEMBER_ROLE_IN_WORK_AND_AV.because(
                    "groups of type " + type.wireName() + " have no roles to give");
        }
        if (!GroupPolicy.knows(type, role)) {
            throw ErrorCode.INVALID_MEMBER_ROLE.because(
                    "role is \"" + role.wireName() + "\", expected Admin or Member in a " + type.wireName());
        }
    }

    private static Target setRole(GroupChange change, Target target, GroupRole role) {
        if (target.member().role() == role) {
            return target;
        }
        var changed = target.with(target.member().withRole(role));
        change.store(target.member(), changed.member());
        tellOfAdmin(change, target, role);
        return changed;
    }

    private static void tellOfAdmin(GroupChange change, Target target, GroupRole role) {
        boolean was = target.member().role() == GroupRole.ADMIN;
        boolean is = role == GroupRole.ADMIN;
        if (was != is) {
            change.tip(
                    is ? Types.GRP_TIP_MBR_SET_ADMIN : Types.GRP_TIP_MBR_CANCELED_ADMIN,
                    List.of(target.account()),
                    List.of(told(target.account(), null, role.wireName())),
                    null,
                    null);
            change.notice(
                    is ? NOTICE_ADMIN : NOTICE_NO_ADMIN,
                    List.of(target.account().tinyID()),
                    "");
        }
    }

    MuteMember.Result mute(Caller caller, MuteMember request) {
        if (request.userID().equals(caller.userID())) {
            throw ErrorCode.CANNOT_MUTE_SELF.because("userID is the caller, expected another member");
        }
        var muted = mute(caller, request.groupID(), List.of(request.userID()), request.muteTime());
        return new MuteMember.Result(muted.group(), show(muted.targets().getFirst()));
    }

    /// Mutes members, or lets them write again; who is no member is passed over. See [MuteMember].
    ///
    /// @param groupID or a topicID
    Silenced mute(Caller caller, String groupID, List<String> userIDs, long seconds) {
        var users = accounts.load(userIDs).values();
        var topicID = TopicIds.isTopic(groupID) ? groupID : null;
        return changes.change(caller, topicID == null ? groupID : TopicIds.community(topicID), change -> {
            var self = change.member(caller);
            GroupPolicy.check(change.group().type(), self.role(), GroupAction.MUTE_MEMBER);
            var targets = targets(change, users);
            if (targets.isEmpty()) {
                throw ErrorCode.MEMBER_NOT_IN_GRP.because("none of " + userIDs + " is in group \""
                        + change.group().groupID() + '"');
            }
            var muted = mute(change, self, targets, seconds, topicID);
            return new Silenced(changes.show(change, self), muted);
        });
    }

    /// Members as they are when they are muted, or may write again.
    record Silenced(Group group, List<Target> targets) {}

    private List<Target> mute(
            GroupChange change, StoredMember self, List<Target> targets, long seconds, @Nullable String topicID) {
        var type = change.group().type();
        GroupPolicy.checkKnown(type, GroupAction.MUTE_MEMBER); // setGroupMemberMuteTime#1
        targets.forEach(target -> GroupPolicy.check(
                type, self.role(), GroupAction.MUTE_MEMBER, target.member().role()));
        long until = seconds == 0 ? 0 : change.now() + seconds * MILLIS;
        var muted = targets.stream()
                .map(target -> target.with(target.member().mutedUntil(until)))
                .toList();
        if (topicID == null) {
            var others = targets.stream()
                    .filter(target -> target.member().mutedUntil() != until)
                    .toList();
            if (!others.isEmpty()) {
                others.forEach(
                        target -> change.store(target.member(), target.member().mutedUntil(until)));
                change.tip(Types.GRP_TIP_MBR_PROFILE_UPDATED, accounts(others), told(others, seconds), null, null);
            }
        } else {
            var topic = topics.mute(change, topicID, accounts(targets), until);
            change.tip(topic, topicID, Types.GRP_TIP_MBR_PROFILE_UPDATED, accounts(targets), told(targets, seconds));
        }
        return muted;
    }

    private static List<Account> accounts(List<Target> targets) {
        return targets.stream().map(Target::account).toList();
    }

    private static List<TipMember> told(List<Target> targets, long muteTime) {
        return targets.stream()
                .map(target -> told(target.account(), muteTime, null))
                .toList();
    }

    UpdateMember.Result update(Caller caller, UpdateMember request) {
        Fields.check(request.memberCustomField(), settings, AppSettings.MEMBER_FIELDS);
        var userID = request.userID() == null ? caller.userID() : request.userID();
        var user = accounts.find(userID);
        var done = changes.change(caller, request.groupID(), change -> {
            checkHasProfiles(change);
            var type = change.group().type();
            var self = change.member(caller);
            if (!userID.equals(caller.userID())) {
                GroupPolicy.check(type, self.role(), GroupAction.EDIT_MEMBER);
            }
            var target = target(change, user, userID);
            if (target.member().tinyID() != self.tinyID()) {
                GroupPolicy.check(
                        type,
                        self.role(),
                        GroupAction.EDIT_MEMBER,
                        target.member().role());
            }
            var changed = update(change, target, request);
            var me = changed.member().tinyID() == self.tinyID() ? changed.member() : self;
            return new Changed(changes.show(change, me), changed);
        });
        return new UpdateMember.Result(done.group(), show(done.target()));
    }

    private static void checkHasProfiles(GroupChange change) {
        if (change.group().type().isLive()) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED_IN_AV.because("members of a live room have no profile in it");
        }
    }

    private static Target update(GroupChange change, Target target, UpdateMember request) {
        var changed = target.with(target.member().with(request));
        if (!changed.member().equals(target.member())) {
            change.store(target.member(), changed.member());
        }
        return changed;
    }

    /// What is to be different with a member.
    ///
    /// @param role `Admin`, `Member` or, in a community, `Custom`; null: stays
    /// @param profile name card and custom fields; null: stay
    /// @param muteSeconds 0: they may write again; null: stays
    record Edit(
            @Nullable String role,
            @Nullable UpdateMember profile,
            @Nullable Long muteSeconds) {}

    /// Makes a member all of this at once, whoever they are; the owner keeps their role and cannot be muted.
    void edit(Administrator admin, String groupID, String userID, Edit edit) {
        if (edit.profile() != null) {
            Fields.check(edit.profile().memberCustomField(), settings, AppSettings.MEMBER_FIELDS);
        }
        var user = accounts.find(userID);
        changes.change(admin, groupID, change -> {
            checkHasProfiles(change);
            var self = change.member(admin);
            var target = target(change, user, userID);
            if (edit.role() != null) {
                var type = change.group().type();
                var role = GroupRole.of(edit.role());
                checkRole(type, role);
                GroupPolicy.check(
                        type, self.role(), GroupAction.SET_ROLE, target.member().role());
                target = setRole(change, target, role);
            }
            if (edit.profile() != null) {
                target = update(change, target, edit.profile());
            }
            if (edit.muteSeconds() != null) {
                mute(change, self, List.of(target), edit.muteSeconds(), null);
            }
            return Nothing.INSTANCE;
        });
    }

    private static TipMember told(Account user, @Nullable Long muteTime, @Nullable String role) {
        return new TipMember(user.userID(), user.nick(), user.avatar(), muteTime, null, role);
    }

    /// The member whom a change is about.
    record Target(StoredMember member, Account account) {
        Target with(StoredMember changed) {
            return new Target(changed, account);
        }
    }

    /// Shown when the change is committed: whether they are online is asked elsewhere.
    private record Changed(Group group, Target target) {}

    private GroupMember show(Target target) {
        return queries.show(target.member(), target.account());
    }

    /// Those of these users who are members.
    private static List<Target> targets(GroupChange change, Collection<Account> users) {
        var members = GroupStore.members(
                change.handle(),
                change.group().id(),
                users.stream().map(Account::tinyID).toList());
        var targets = new ArrayList<Target>();
        for (var user : users) {
            var member = members.get(user.tinyID());
            if (member != null) {
                targets.add(new Target(member, user));
            }
        }
        return targets;
    }

    private static Target target(GroupChange change, Optional<Account> user, String userID) {
        return user.flatMap(account -> change.find(account.tinyID()).map(member -> new Target(member, account)))
                .orElseThrow(() -> ErrorCode.MEMBER_NOT_IN_GRP.because("user \"" + userID + "\" is not in group \""
                        + change.group().groupID() + '"'));
    }
}
