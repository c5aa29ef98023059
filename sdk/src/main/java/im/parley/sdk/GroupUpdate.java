package im.parley.sdk;

import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.UpdateGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which fields of a group's profile to change. Fields that are not named stay as they are.
///
/// ```java
/// chat.updateGroupProfile(new GroupUpdate(groupID).notification("Meet at nine"));
/// ```
///
/// Not safe for use by many threads.
public final class GroupUpdate {
    private final String groupID;
    private @Nullable String name;
    private @Nullable String introduction;
    private @Nullable String notification;
    private @Nullable String avatar;
    private @Nullable String joinOption;
    private @Nullable String inviteOption;
    private @Nullable Boolean muteAllMembers;
    private @Nullable List<GroupField> groupCustomField;

    /// @throws IllegalArgumentException if the ID is missing or empty
    public GroupUpdate(String groupID) {
        this.groupID = Params.text("groupID", groupID);
    }

    /// 1 to 100 bytes of UTF-8.
    public GroupUpdate name(String value) {
        name = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public GroupUpdate introduction(String value) {
        introduction = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public GroupUpdate notification(String value) {
        notification = value;
        return this;
    }

    /// Address of a picture, at most 500 bytes.
    public GroupUpdate avatar(String value) {
        avatar = value;
        return this;
    }

    /// A `JOIN_OPTIONS_…` value; counts for Public groups and communities only.
    public GroupUpdate joinOption(String value) {
        joinOption = value;
        return this;
    }

    /// An `INVITE_OPTIONS_…` value; not for live rooms (`updateGroupProfile#4`).
    public GroupUpdate inviteOption(String value) {
        inviteOption = value;
        return this;
    }

    /// Whether nobody but the owner and admins may write (`updateGroupProfile#6`).
    public GroupUpdate muteAllMembers(boolean value) {
        muteAllMembers = value;
        return this;
    }

    /// Those to set; others stay.
    public GroupUpdate groupCustomField(List<GroupField> value) {
        groupCustomField = Params.list("groupCustomField", value);
        return this;
    }

    /// @throws im.parley.protocol.ChatException if a value is out of range or no field is named
    UpdateGroup request() {
        return new UpdateGroup(
                groupID,
                name,
                introduction,
                notification,
                avatar,
                joinOption,
                inviteOption,
                muteAllMembers,
                groupCustomField);
    }
}
