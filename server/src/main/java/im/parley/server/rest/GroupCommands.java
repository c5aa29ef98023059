package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.NewMember;
import im.parley.protocol.group.UpdateGroup;
import im.parley.server.operation.Administrator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: making, changing and ending groups.
final class GroupCommands {
    static final String SERVICE = "group_open_http_svc";
    private static final int MAX_MEMBERS_AT_FIRST = 100;
    private static final int INVALID = ErrorCode.GROUP_INVALID_PARAMETERS.number();

    private static final int NOT_FOR_TYPE = ErrorCode.GROUP_PERMISSION_DENIED.number();

    /// Of what clients know under other numbers.
    private static final Map<ErrorCode, Integer> NUMBERS = Map.of(
            ErrorCode.ILLEGAL_GRP_TYPE,
            INVALID,
            ErrorCode.ILLEGAL_GRP_ID,
            ErrorCode.GROUP_INVALID_ID.number(),
            ErrorCode.ILLEGAL_TOPIC_ID,
            ErrorCode.GROUP_INVALID_ID.number(),
            ErrorCode.MEMBER_NOT_IN_GRP,
            INVALID,
            ErrorCode.INVALID_MEMBER_ROLE,
            INVALID,
            ErrorCode.CANNOT_CHANGE_OWNER_TO_SELF,
            INVALID,
            ErrorCode.CANNOT_CHANGE_OWNER_IN_AV,
            NOT_FOR_TYPE,
            ErrorCode.CANNOT_SET_MEMBER_ROLE_IN_WORK_AND_AV,
            NOT_FOR_TYPE,
            ErrorCode.OPERATION_NOT_SUPPORTED_IN_AV,
            NOT_FOR_TYPE,
            ErrorCode.FEATURE_NOT_ENABLED,
            ErrorCode.GROUP_COMMAND_DISABLED.number());

    private GroupCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(SERVICE, "create_group", Create.class, GroupCommands::create)
                .on(SERVICE, "modify_group_base_info", Change.class, GroupCommands::change)
                .on(SERVICE, "change_group_owner", Transfer.class, GroupCommands::transfer)
                .on(SERVICE, "destroy_group", Named.class, GroupCommands::destroy);
    }

    /// A custom field.
    record Field(@Nullable String key, @Nullable String value) {
        static @Nullable List<GroupField> all(String name, @Nullable List<Field> fields) {
            return fields == null
                    ? null
                    : Check.elements(name, fields, ErrorCode.GROUP_INVALID_PARAMETERS).stream()
                            .map(field -> new GroupField(
                                    Check.present("Key", field.key, ErrorCode.GROUP_INVALID_PARAMETERS),
                                    Check.present("Value", field.value, ErrorCode.GROUP_INVALID_PARAMETERS)))
                            .toList();
        }
    }

    /// @param owner userID; absent: nobody
    /// @param groupID absent: the server makes one
    /// @param memberList at most 100
    /// @param supportTopic 1: a community whose conversations are topics
    /// @param createTime of `import_group` alone: seconds since 1970
    record Create(
            @Nullable String type,
            @Nullable String name,
            @JsonProperty("Owner_Account") @Nullable String owner,
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable String introduction,
            @Nullable String notification,
            @Nullable String faceUrl,
            @Nullable Integer maxMemberCount,
            @Nullable String applyJoinOption,
            @Nullable String inviteJoinOption,
            @Nullable List<Field> appDefinedData,
            @Nullable List<Member> memberList,
            @Nullable Integer supportTopic,
            @Nullable Long createTime) {
        private List<Member> members() {
            return Check.elements("MemberList", memberList, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        Map<String, String> nameCards() {
            var cards = new HashMap<String, String>();
            for (var member : members()) {
                if (member.account() != null && member.nameCard() != null) {
                    cards.putIfAbsent(member.account(), member.nameCard());
                }
            }
            return cards;
        }

        CreateGroup toOperation() {
            var type = clientType(Check.present("Type", this.type, ErrorCode.GROUP_INVALID_PARAMETERS));
            var members = members();
            if (members.size() > MAX_MEMBERS_AT_FIRST) {
                throw ErrorCode.GROUP_TOO_MANY_ACCOUNTS.because(
                        "MemberList has " + members.size() + " elements, expected at most " + MAX_MEMBERS_AT_FIRST);
            }
            if (type.equals(Types.GRP_AVCHATROOM) && !members.isEmpty()) {
                throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                        "MemberList has " + members.size() + " elements, expected none for a live room");
            }
            return new CreateGroup(
                    type,
                    groupID,
                    Check.present("Name", name, ErrorCode.GROUP_INVALID_PARAMETERS),
                    introduction,
                    notification,
                    faceUrl,
                    applyJoinOption,
                    inviteJoinOption,
                    maxMemberCount,
                    members.stream().map(Member::toOperation).toList(),
                    Field.all("AppDefinedData", appDefinedData),
                    RestSend.isOn(supportTopic));
        }
    }

    /// @param role `Admin`; absent: a plain member
    /// @param nameCard at most 50 bytes; absent: none
    record Member(
            @JsonProperty("Member_Account") @Nullable String account,
            @Nullable String role,
            @Nullable String nameCard,
            @Nullable List<Field> appMemberDefinedData) {
        Member {
            Check.bytes("NameCard", nameCard, Limits.NAME_CARD_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        private NewMember toOperation() {
            return new NewMember(
                    Check.present("Member_Account", account, ErrorCode.GROUP_INVALID_PARAMETERS),
                    role,
                    Field.all("AppMemberDefinedData", appMemberDefinedData));
        }
    }

    /// The names of types that back ends use, and those of clients.
    static String clientType(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "work" -> Types.GRP_WORK;
            case "meeting" -> Types.GRP_MEETING;
            default -> name;
        };
    }

    record Named(@JsonProperty("GroupId") @Nullable String groupID) {
        Named {
            Check.present("GroupId", groupID, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        String id() {
            return groupID == null ? "" : groupID;
        }
    }

    /// What a command says is a group's ID.
    static String group(@Nullable String groupID) {
        var id = Check.present("GroupId", groupID, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                Check.isGroupID(id, Limits.GROUP_ID_BYTES),
                "GroupId",
                id,
                "1 to " + Limits.GROUP_ID_BYTES + " printable ASCII characters",
                ErrorCode.GROUP_INVALID_ID);
        return id;
    }

    /// Which part of a list a command asks for; what is absent passes.
    static void checkPage(@Nullable Integer limit, int maxLimit, @Nullable Integer offset) {
        Check.that(
                limit == null || limit >= 1 && limit <= maxLimit,
                "Limit",
                limit,
                "1 to " + maxLimit,
                ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(offset == null || offset >= 0, "Offset", offset, "0 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// UserIDs that a command names, each once.
    ///
    /// @param max how many it may name
    static List<String> accounts(String field, @Nullable List<String> userIDs, int max) {
        var all = atMost(field, userIDs, max);
        all.forEach(userID -> Check.userID("an element of " + field, userID, ErrorCode.GROUP_INVALID_PARAMETERS));
        return all.stream().distinct().toList();
    }

    /// A list of accounts, or of what is said about each; at least one.
    ///
    /// @param max how many it may have
    static <T> List<T> atMost(String field, @Nullable List<T> accounts, int max) {
        if (accounts != null && accounts.size() > max) {
            throw ErrorCode.GROUP_TOO_MANY_ACCOUNTS.because(
                    field + " has " + accounts.size() + " elements, expected at most " + max);
        }
        return Check.list(field, accounts, max, ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    private static Named create(RestGroups area, Create request) {
        var owner = request.owner() == null
                ? null
                : area.users().sender(request.owner(), ErrorCode.GROUP_ACCOUNT_NOT_FOUND);
        return numbered(() -> new Named(area.groups()
                .create(area.users().administrator(), owner, request.toOperation(), request.nameCards())
                .groupID()));
    }

    /// Does something under the service's own numbers.
    static <T> T numbered(Supplier<T> work) {
        return RestSend.numbered(NUMBERS, work);
    }

    /// What is to be different.
    ///
    /// @param maxMemberNum cut to the type's limit
    /// @param muteAllMember `On` or `Off`
    /// @param shutUpAllMember an older name of `muteAllMember`
    /// @param from userID of who did it, as members see it; absent: the administrator
    record Change(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable String name,
            @Nullable String introduction,
            @Nullable String notification,
            @Nullable String faceUrl,
            @Nullable Integer maxMemberNum,
            @Nullable String applyJoinOption,
            @Nullable String inviteJoinOption,
            @Nullable String muteAllMember,
            @Nullable String shutUpAllMember,
            @Nullable List<Field> appDefinedData,
            @JsonProperty("From_Account") @Nullable String from) {
        Change {
            Check.that(
                    maxMemberNum == null || maxMemberNum >= 1,
                    "MaxMemberNum",
                    maxMemberNum,
                    "1 or more",
                    ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        private boolean isSizeOnly() {
            return maxMemberNum != null
                    && name == null
                    && introduction == null
                    && notification == null
                    && faceUrl == null
                    && applyJoinOption == null
                    && inviteJoinOption == null
                    && muteAllMember == null
                    && shutUpAllMember == null
                    && appDefinedData == null;
        }

        private @Nullable UpdateGroup toOperation(String group) {
            return isSizeOnly()
                    ? null
                    : new UpdateGroup(
                            group,
                            name,
                            introduction,
                            notification,
                            faceUrl,
                            applyJoinOption,
                            inviteJoinOption,
                            onOff(muteAllMember == null ? shutUpAllMember : muteAllMember),
                            Field.all("AppDefinedData", appDefinedData));
        }
    }

    /// What `MuteAllMember` says; null: nothing.
    static @Nullable Boolean onOff(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Check.that(
                text.equals("On") || text.equals("Off"),
                "MuteAllMember",
                text,
                "On or Off",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        return text.equals("On");
    }

    private static Nothing change(RestGroups area, Change request) {
        var group = Check.present("GroupId", request.groupID(), ErrorCode.GROUP_INVALID_PARAMETERS);
        area.groups()
                .update(
                        operator(area.users(), request.from()),
                        group,
                        request.toOperation(group),
                        request.maxMemberNum());
        return Nothing.INSTANCE;
    }

    /// Whom members see as the one who did it.
    static Administrator operator(RestUsers users, @Nullable String userID) {
        var operator = users.sender(userID, ErrorCode.GROUP_ACCOUNT_NOT_FOUND);
        return new Administrator(operator.tinyID(), operator.userID());
    }

    /// @param newOwner userID of a member
    /// @param from userID of who did it, as members see it; absent: the administrator
    record Transfer(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("NewOwner_Account") @Nullable String newOwner,
            @JsonProperty("From_Account") @Nullable String from) {}

    private static Nothing transfer(RestGroups area, Transfer request) {
        var heir = Check.userID("NewOwner_Account", request.newOwner(), ErrorCode.GROUP_INVALID_PARAMETERS);
        return numbered(() -> {
            area.groups().transfer(operator(area.users(), request.from()), group(request.groupID()), heir);
            return Nothing.INSTANCE;
        });
    }

    private static Nothing destroy(RestGroups area, Named request) {
        area.groups().dismiss(area.users().administrator(), request.id());
        return Nothing.INSTANCE;
    }
}
