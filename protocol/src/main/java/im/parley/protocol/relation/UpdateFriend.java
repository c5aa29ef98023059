package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.profile.CustomField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes what the caller keeps about a friend; what is absent stays.
///
/// Errors: [ErrorCode#NOT_MY_FRIEND], [ErrorCode#FRIEND_INVALID_PARAMETERS] also for a key that the setting
/// `friend.customFields` does not name (`updateFriend#2`).
///
/// @param remark at most 96 bytes
/// @param friendCustomField at most 20, values of at most 500 bytes; an empty value takes the field away
@Op("friend.update")
public record UpdateFriend(
        String userID, @Nullable String remark, @Nullable List<CustomField> friendCustomField)
        implements Operation<RelationChange> {
    private static final ErrorCode CODE = ErrorCode.FRIEND_INVALID_PARAMETERS;

    public UpdateFriend {
        Check.userID("userID", userID, CODE);
        Check.bytes("remark", remark, Limits.FRIEND_REMARK_BYTES, CODE);
        if (friendCustomField != null && !friendCustomField.isEmpty()) {
            friendCustomField = Check.list("friendCustomField", friendCustomField, Limits.FRIEND_CUSTOM_FIELDS, CODE);
            for (var field : friendCustomField) {
                Check.present("key", field.key(), CODE);
                Check.present("the value of " + field.key(), field.value(), CODE);
                Check.bytes("the value of " + field.key(), field.value(), Limits.CUSTOM_FIELD_BYTES, CODE);
            }
        }
    }
}
