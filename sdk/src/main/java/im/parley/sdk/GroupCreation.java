package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.NewMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a new group is made of.
///
/// ```java
/// chat.createGroup(new GroupCreation("Hikers").type(Types.GRP_PUBLIC).members(List.of("bob", "eve")));
/// ```
///
/// Not safe for use by many threads.
public final class GroupCreation {
    private final String name;
    private @Nullable String type;
    private @Nullable String groupID;
    private @Nullable String introduction;
    private @Nullable String notification;
    private @Nullable String avatar;
    private @Nullable String joinOption;
    private @Nullable String inviteOption;
    private @Nullable Integer maxMemberNum;
    private @Nullable List<NewMember> memberList;
    private @Nullable List<GroupField> groupCustomField;
    private boolean isSupportTopic;

    /// @param name 1 to 100 bytes of UTF-8
    /// @throws IllegalArgumentException if the name is missing or empty
    public GroupCreation(String name) {
        this.name = Params.text("name", name);
    }

    /// A `GRP_…` value of [im.parley.protocol.Types]; `GRP_WORK` when not set.
    public GroupCreation type(String value) {
        type = value;
        return this;
    }

    /// At most 48 bytes of printable ASCII, not beginning with `@TGS#` but, for communities, with `@TGS#_`
    /// (`createGroup#4`, `createGroup#7`); the server makes one when not set.
    public GroupCreation groupID(String value) {
        groupID = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public GroupCreation introduction(String value) {
        introduction = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public GroupCreation notification(String value) {
        notification = value;
        return this;
    }

    /// Address of a picture, at most 500 bytes.
    public GroupCreation avatar(String value) {
        avatar = value;
        return this;
    }

    /// A `JOIN_OPTIONS_…` value; counts for Public groups and communities only (`createGroup#8`).
    public GroupCreation joinOption(String value) {
        joinOption = value;
        return this;
    }

    /// An `INVITE_OPTIONS_…` value; not for live rooms (`createGroup#3`).
    public GroupCreation inviteOption(String value) {
        inviteOption = value;
        return this;
    }

    /// 1 or more, cut to the type's limit; that limit when not set.
    public GroupCreation maxMemberNum(int value) {
        maxMemberNum = value;
        return this;
    }

    /// Whom the group begins with, of more than 500 the first (`general#6`); without effect in live rooms
    /// (`createGroup#8`). Each may have a role
    /// and fields that the server's settings name (`createGroup#5`).
    public GroupCreation memberList(List<NewMember> value) {
        memberList = Params.list("memberList", value);
        return this;
    }

    /// The same for plain members.
    public GroupCreation members(List<String> userIDs) {
        return memberList(Params.list("memberList", userIDs).stream()
                .map(userID -> new NewMember(userID, null, null))
                .toList());
    }

    /// Keys that the server's settings name.
    public GroupCreation groupCustomField(List<GroupField> value) {
        groupCustomField = Params.list("groupCustomField", value);
        return this;
    }

    /// Communities: its conversations are topics (`createGroup#2`).
    public GroupCreation supportTopic() {
        isSupportTopic = true;
        return this;
    }

    /// @throws im.parley.protocol.ChatException if a value is out of range
    CreateGroup request(Log log) {
        return new CreateGroup(
                type,
                groupID,
                name,
                introduction,
                notification,
                avatar,
                joinOption,
                inviteOption,
                maxMemberNum,
                memberList == null
                        ? null
                        : Params.someOf(log, "createGroup", "memberList", memberList, Limits.MEMBERS_PER_CALL),
                groupCustomField,
                isSupportTopic);
    }
}
