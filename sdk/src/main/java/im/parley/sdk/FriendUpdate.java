package im.parley.sdk;

import im.parley.protocol.profile.CustomField;
import im.parley.protocol.relation.UpdateFriend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to change about a friend; what is not named stays. Not safe for use by many threads.
public final class FriendUpdate {
    private final String userID;
    private final List<CustomField> fields = new ArrayList<>();
    private @Nullable String remark;

    /// @throws IllegalArgumentException if the userID is missing
    public FriendUpdate(String userID) {
        this.userID = Params.text("userID", userID);
    }

    /// What the user calls the friend, at most 96 bytes.
    public FriendUpdate remark(String value) {
        remark = value;
        return this;
    }

    /// A field that the setting `friend.customFields` names (`updateFriend#2`).
    ///
    /// @param key `Tag_SNS_Custom_` and at most 8 letters
    /// @param value at most 500 bytes; empty takes the field away
    public FriendUpdate customField(String key, String value) {
        fields.add(new CustomField(key, value));
        return this;
    }

    String userID() {
        return userID;
    }

    /// @throws im.parley.protocol.ChatException 30001 if a value is out of range
    UpdateFriend request() {
        return new UpdateFriend(userID, remark, fields.isEmpty() ? null : List.copyOf(fields));
    }
}
