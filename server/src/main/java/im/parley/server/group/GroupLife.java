package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.ChangedProfile;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.DismissGroup;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.NewMember;
import im.parley.protocol.group.TipMember;
import im.parley.protocol.group.TransferGroup;
import im.parley.protocol.group.UpdateGroup;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Making, changing, handing over and ending groups.
final class GroupLife {
    static final int NOTICE_DISMISSED = 5;
    private static final int NOTICE_CREATED = 6;
    private static final int NOTICE_ADDED = 7;

    private final GroupChanges changes;
    private final GroupMembers members;
    private final GroupQuestions questions;
    private final Accounts accounts;
    private final Settings settings;
    private final Clock clock;

    GroupLife(
            GroupChanges changes,
            GroupMembers members,
            GroupQuestions questions,
            Accounts accounts,
            Settings settings,
            Clock clock) {
        this.changes = changes;
        this.members = members;
        this.questions = questions;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    CreateGroup.Result create(Caller caller, CreateGroup request) {
        return create(caller, request, new Founding(accounts.get(caller.userID()), Map.of(), null));
    }

    /// How a group begins.
    ///
    /// @param owner null: nobody
    /// @param nameCards of the first members, by userID
    /// @param importedFrom when it began elsewhere, milliseconds since 1970; null: it begins now
    record Founding(
            @Nullable Account owner,
            Map<String, String> nameCards,
            @Nullable Long importedFrom) {}

    CreateGroup.Result create(Caller caller, CreateGroup request, Founding founding) {
        var owner = founding.owner();
        var nameCards = founding.nameCards();
        var type = GroupType.of(request.type() == null ? Types.GRP_WORK : request.type());
        checkOptions(request, type);
        var invited = type.isLive() || request.memberList() == null
                ? List.<NewMember>of()
                : request.memberList().stream()
                        .filter(one -> owner == null || !one.userID().equals(owner.userID())) // is in anyway
                        .toList();
        Fields.check(request.groupCustomField(), settings, AppSettings.GROUP_FIELDS);
        invited.forEach(one -> Fields.check(one.memberCustomField(), settings, AppSettings.MEMBER_FIELDS));
        var users =
                members.known(invited.stream().map(NewMember::userID).distinct().toList());
        var wanted = draft(founding, request, type);
        if (founding.importedFrom() == null) {
            questions.create(caller, owner, wanted, invited);
        }
        return changes.create(caller, wanted, change -> {
            if (founding.importedFrom() != null) {
                change.bringAlong();
            }
            var overLimit = members.checkRoom(change.handle(), owner, type, users.values());
            var joining = new LinkedHashMap<Long, StoredMember>();
            if (owner != null) {
                joining.put(
                        owner.tinyID(),
                        member(
                                change,
                                owner.tinyID(),
                                GroupRole.OWNER,
                                null,
                                nameCards.getOrDefault(owner.userID(), "")));
            }
            for (var one : invited) {
                var user = Objects.requireNonNull(users.get(one.userID()));
                if (!overLimit.contains(user.userID())) {
                    joining.putIfAbsent(
                            user.tinyID(),
                            member(
                                    change,
                                    user.tinyID(),
                                    role(type, one),
                                    one,
                                    nameCards.getOrDefault(user.userID(), "")));
                }
            }
            checkFits(change.group(), joining.size());
            change.join(joining.values(), GroupMembers.INVITED, true);
            var added = users.values().stream()
                    .filter(user -> joining.containsKey(user.tinyID()))
                    .toList();
            if (!added.isEmpty()) {
                change.tip(Types.GRP_TIP_MBR_JOIN, added, GroupChange.named(added), null, GroupMembers.INVITED);
                change.notice(NOTICE_ADDED, added.stream().map(Account::tinyID).toList(), "");
            }
            if (owner == null) {
                return new CreateGroup.Result(changes.show(change, null), overLimit);
            }
            change.notice(NOTICE_CREATED, List.of(owner.tinyID()), "");
            var self = change.news().joined.get(owner.tinyID()); // of a live room nobody is a member yet
            return new CreateGroup.Result(changes.show(change, self), overLimit);
        });
    }

    /// Makes a group that began elsewhere.
    ///
    /// @param nameCards by userID
    Group bring(
            Administrator admin,
            @Nullable Account owner,
            CreateGroup request,
            Map<String, String> nameCards,
            @Nullable Long createTime) {
        long createdAt = GroupChange.past("CreateTime", createTime, clock.millis());
        return create(admin, request, new Founding(owner, nameCards, createdAt)).group();
    }

    private void checkOptions(CreateGroup request, GroupType type) {
        if (type == GroupType.COMMUNITY) {
            settings.checkEnabled(AppSettings.COMMUNITIES);
        }
        if (request.isSupportTopic() && type != GroupType.COMMUNITY) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "isSupportTopic is true, expected false for the type " + type.wireName());
        }
        if (request.isSupportTopic()) {
            settings.checkEnabled(AppSettings.TOPICS);
        }
    }

    static GroupRole role(GroupType type, NewMember one) {
        var role = one.role() == null ? GroupRole.MEMBER : GroupRole.of(one.role());
        if (!GroupPolicy.knows(type, role)) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("memberList.role of \"" + one.userID()
                    + "\" is Custom, expected Admin or Member for the type " + type.wireName());
        }
        return GroupPolicy.may(type, GroupRole.OWNER, GroupAction.SET_ROLE) ? role : GroupRole.MEMBER;
    }

    private static StoredMember member(
            GroupChange change, long tinyID, GroupRole role, @Nullable NewMember one, String nameCard) {
        var fields = Optional.ofNullable(one).map(NewMember::memberCustomField).orElse(null);
        return new StoredMember(
                change.group().id(),
                tinyID,
                role,
                change.group().createdAt(),
                change.place(),
                nameCard,
                0,
                fields == null ? List.of() : fields);
    }

    private int maxMembers(GroupType type, @Nullable Integer wanted) {
        int largest = type.maxMembers() == null ? 0 : settings.get(type.maxMembers());
        return wanted == null || largest == 0 ? largest : Math.min(wanted, largest);
    }

    private StoredGroup draft(Founding founding, CreateGroup request, GroupType type) {
        var owner = founding.owner();
        long createdAt = founding.importedFrom() == null ? clock.millis() : founding.importedFrom();
        return new StoredGroup(
                0,
                GroupIds.choose(request.groupID(), type),
                type,
                request.name(),
                orEmpty(request.introduction()),
                orEmpty(request.notification()),
                orEmpty(request.avatar()),
                owner == null ? 0 : owner.tinyID(),
                createdAt,
                createdAt,
                1,
                0,
                maxMembers(type, request.maxMemberNum()),
                false,
                request.joinOption() != null && type.isJoinOptionSettable()
                        ? request.joinOption()
                        : type.joinOption(settings),
                request.inviteOption() != null && type.isInviteOptionSettable()
                        ? request.inviteOption()
                        : type.inviteOption(settings),
                request.isSupportTopic(),
                request.groupCustomField() == null ? List.of() : request.groupCustomField(),
                List.of());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void checkFits(StoredGroup group, int count) {
        if (group.maxMembers() > 0 && count > group.maxMembers()) {
            throw ErrorCode.GROUP_MEMBER_LIMIT.because(
                    count + " members are given, expected at most " + group.maxMembers());
        }
    }

    UpdateGroup.Result update(Caller caller, UpdateGroup request) {
        Fields.check(request.groupCustomField(), settings, AppSettings.GROUP_FIELDS);
        return changes.change(caller, request.groupID(), change -> {
            var self = change.member(caller);
            var group = change.group();
            if (request.muteAllMembers() != null) {
                GroupPolicy.check(group.type(), self.role(), GroupAction.MUTE_ALL);
            }
            if (!isMuteOnly(request)) {
                GroupPolicy.check(group.type(), self.role(), GroupAction.EDIT_PROFILE);
            }
            checkInviteOption(group.type(), request);
            store(change, group.with(request));
            return new UpdateGroup.Result(changes.show(change, self));
        });
    }

    /// @param profile null: all of it stays
    /// @param maxMembers cut to the type's limit; null: stays
    void update(Administrator admin, String groupID, @Nullable UpdateGroup profile, @Nullable Integer maxMembers) {
        if (profile != null) {
            Fields.check(profile.groupCustomField(), settings, AppSettings.GROUP_FIELDS);
        }
        changes.change(admin, groupID, change -> {
            var changed = change.group();
            if (profile != null) {
                checkInviteOption(changed.type(), profile);
                changed = changed.with(profile);
            }
            if (maxMembers != null) {
                changed = changed.withMaxMembers(maxMembers(changed.type(), maxMembers));
            }
            store(change, changed);
            return Nothing.INSTANCE;
        });
    }

    private static void checkInviteOption(GroupType type, UpdateGroup request) {
        if (request.inviteOption() != null && !type.isInviteOptionSettable()) { // updateGroupProfile#4
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "inviteOption is given, expected none for the type " + type.wireName());
        }
    }

    private static void store(GroupChange change, StoredGroup changed) {
        var group = change.group();
        if (!changed.equals(group)) {
            change.update(changed);
            change.tip(Types.GRP_TIP_GRP_PROFILE_UPDATED, List.of(), null, changes(group, changed), null);
        }
    }

    private static ChangedProfile changes(StoredGroup before, StoredGroup after) {
        return new ChangedProfile(
                changed(before.name(), after.name()),
                changed(before.introduction(), after.introduction()),
                changed(before.notification(), after.notification()),
                changed(before.avatar(), after.avatar()),
                null,
                changed(before.isMuted(), after.isMuted()),
                changed(before.joinOption(), after.joinOption()),
                changed(before.inviteOption(), after.inviteOption()),
                Fields.changes(before.fields(), after.fields()));
    }

    private static <T> @Nullable T changed(T before, T after) {
        return before.equals(after) ? null : after;
    }

    private static boolean isMuteOnly(UpdateGroup request) {
        return request.name() == null
                && request.introduction() == null
                && request.notification() == null
                && request.avatar() == null
                && request.joinOption() == null
                && request.inviteOption() == null
                && request.groupCustomField() == null;
    }

    Nothing dismiss(Caller caller, DismissGroup request) {
        return changes.change(caller, request.groupID(), change -> {
            GroupPolicy.check(change.group().type(), change.member(caller).role(), GroupAction.DISMISS);
            var everybody = new ArrayList<>(
                    GroupStore.everybody(change.handle(), change.group().id()));
            change.notice(NOTICE_DISMISSED, everybody, "");
            change.end(everybody);
            return Nothing.INSTANCE;
        });
    }

    TransferGroup.Result transfer(Caller caller, TransferGroup request) {
        if (request.newOwnerID().equals(caller.userID())) {
            throw isOwner("newOwnerID is the caller");
        }
        return changes.change(caller, request.groupID(), transferring(caller, heir(request.newOwnerID())));
    }

    /// Makes a member the owner, also of a group that has none.
    void transfer(Administrator admin, String groupID, String newOwnerID) {
        changes.change(admin, groupID, transferring(admin, heir(newOwnerID)));
    }

    private Account heir(String userID) {
        return accounts.find(userID)
                .orElseThrow(() -> ErrorCode.MEMBER_NOT_IN_GRP.because("user \"" + userID + "\" is not registered"));
    }

    private static RuntimeException isOwner(String who) {
        return ErrorCode.CANNOT_CHANGE_OWNER_TO_SELF.because(who + ", expected another member");
    }

    private GroupChanges.Work<TransferGroup.Result> transferring(Caller caller, Account heir) {
        return change -> {
            var group = change.group();
            if (group.type().isLive()) {
                throw ErrorCode.CANNOT_CHANGE_OWNER_IN_AV.because("the owner of a live room stays");
            }
            GroupPolicy.check(group.type(), change.member(caller).role(), GroupAction.TRANSFER);
            var next = change.find(heir.tinyID())
                    .orElseThrow(() -> ErrorCode.MEMBER_NOT_IN_GRP.because(
                            "user \"" + heir.userID() + "\" is not in group \"" + group.groupID() + '"'));
            if (next.role() == GroupRole.OWNER) {
                throw isOwner("user \"" + heir.userID() + "\" is the owner");
            }
            var before = change.find(group.owner());
            change.update(group.ownedBy(heir.tinyID()));
            change.store(next, next.withRole(GroupRole.OWNER));
            before.ifPresent(owner -> change.store(owner, owner.withRole(GroupRole.MEMBER))); // changeGroupOwner#2
            change.tip(
                    Types.GRP_TIP_GRP_PROFILE_UPDATED,
                    List.of(heir),
                    List.of(new TipMember(
                            heir.userID(), heir.nick(), heir.avatar(), null, null, GroupRole.OWNER.wireName())),
                    new ChangedProfile(null, null, null, null, heir.userID(), null, null, null, null),
                    null);
            var old = before.map(owner -> owner.withRole(GroupRole.MEMBER)).orElse(null);
            return new TransferGroup.Result(changes.show(change, old));
        };
    }
}
