package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.SetMemberRole;
import im.parley.protocol.group.TipMember;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
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
            var type = change.group().type();
            if (!GroupPolicy.may(type, GroupRole.OWNER, GroupAction.SET_ROLE)) { // setGroupMemberRole#1
                throw ErrorCode.CANNOT_SET_MEMBER_ROLE_IN_WORK_AND_AV.because(
                        "groups of type " + type.wireName() + " have no roles to give");
            }
            if (!GroupPolicy.knows(type, role)) {
                throw ErrorCode.INVALID_MEMBER_ROLE.because(
                        "role is \"" + request.role() + "\", expected Admin or Member in a " + type.wireName());
            }
            var self = change.member(caller);
            if (!GroupPolicy.may(type, self.role(), GroupAction.SET_ROLE)) {
                throw ErrorCode.NOT_OWNER.because("the caller is " + self.role().wireName() + ", expected the owner");
            }
            var target = target(change, user, request.userID());
            if (target.member().role() == role) {
                return new Changed(changes.show(change, self), target);
            }
            var changed = target.with(target.member().withRole(role));
            change.store(target.member(), changed.member());
            tellOfAdmin(change, target, role);
            return new Changed(changes.show(change, self), changed);
        });
        return new SetMemberRole.Result(done.group(), show(done.target()));
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
        var user = accounts.find(request.userID());
        var topicID = TopicIds.isTopic(request.groupID()) ? request.groupID() : null;
        var groupID = topicID == null ? request.groupID() : TopicIds.community(topicID);
        var done = changes.change(caller, groupID, change -> {
            var self = change.member(caller);
            var type = change.group().type();
            GroupPolicy.check(type, self.role(), GroupAction.MUTE_MEMBER);
            var target = target(change, user, request.userID());
            GroupPolicy.check(
                    type, self.role(), GroupAction.MUTE_MEMBER, target.member().role());
            long until = request.muteTime() == 0 ? 0 : change.now() + request.muteTime() * MILLIS;
            var changed = target.with(target.member().mutedUntil(until));
            if (topicID != null) {
                var topic = topics.mute(change, topicID, target.account(), until);
                change.tip(
                        topic,
                        topicID,
                        Types.GRP_TIP_MBR_PROFILE_UPDATED,
                        List.of(target.account()),
                        List.of(told(target.account(), request.muteTime(), null)));
                return new Changed(changes.show(change, self), changed);
            }
            if (until == target.member().mutedUntil()) {
                return new Changed(changes.show(change, self), target);
            }
            change.store(target.member(), changed.member());
            change.tip(
                    Types.GRP_TIP_MBR_PROFILE_UPDATED,
                    List.of(target.account()),
                    List.of(told(target.account(), request.muteTime(), null)),
                    null,
                    null);
            return new Changed(changes.show(change, self), changed);
        });
        return new MuteMember.Result(done.group(), show(done.target()));
    }

    UpdateMember.Result update(Caller caller, UpdateMember request) {
        Fields.check(request.memberCustomField(), settings, AppSettings.MEMBER_FIELDS);
        var userID = request.userID() == null ? caller.userID() : request.userID();
        var user = accounts.find(userID);
        var done = changes.change(caller, request.groupID(), change -> {
            var type = change.group().type();
            if (type.isLive()) {
                throw ErrorCode.OPERATION_NOT_SUPPORTED_IN_AV.because("members of a live room have no profile in it");
            }
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
            var changed = target.with(target.member().with(request));
            if (!changed.member().equals(target.member())) {
                change.store(target.member(), changed.member());
            }
            var me = changed.member().tinyID() == self.tinyID() ? changed.member() : self;
            return new Changed(changes.show(change, me), changed);
        });
        return new UpdateMember.Result(done.group(), show(done.target()));
    }

    private static TipMember told(Account user, @Nullable Long muteTime, @Nullable String role) {
        return new TipMember(user.userID(), user.nick(), user.avatar(), muteTime, null, role);
    }

    /// The member whom a change is about.
    private record Target(StoredMember member, Account account) {
        Target with(StoredMember changed) {
            return new Target(changed, account);
        }
    }

    /// Shown when the change is committed: whether they are online is asked elsewhere.
    private record Changed(Group group, Target target) {}

    private GroupMember show(Target target) {
        return queries.show(target.member(), target.account());
    }

    private static Target target(GroupChange change, Optional<Account> user, String userID) {
        return user.flatMap(account -> change.find(account.tinyID()).map(member -> new Target(member, account)))
                .orElseThrow(() -> ErrorCode.MEMBER_NOT_IN_GRP.because("user \"" + userID + "\" is not in group \""
                        + change.group().groupID() + '"'));
    }
}
