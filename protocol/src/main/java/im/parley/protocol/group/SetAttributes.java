package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds or changes attributes of a group; others stay (`setGroupAttributes#4`). Every member may; other members get
/// [AttributesChanged] unless nothing is different from before.
///
/// Errors: [ErrorCode#GROUP_ATTRIBUTE_CONFLICT]; [ErrorCode#GROUP_ATTRIBUTE_LIMIT] for more than 16 attributes, a key
/// over 32 bytes, a value over 4,096 bytes or 16,384 bytes altogether, and then nothing is changed;
/// [ErrorCode#OVER_FREQUENCY_LIMIT] for more than 5 changes a second (`initGroupAttributes#7`);
/// [ErrorCode#GROUP_INVALID_PARAMETERS]; [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED] for who is
/// no member.
///
/// @param attributes values by key, at least one
/// @param version the newest that the caller knows; a conflict if one of these keys has changed since.
///     Absent: whatever there is
@Op("group.setAttributes")
public record SetAttributes(
        String groupID,
        Map<String, String> attributes,
        @Nullable Long version) implements Operation<AttributesResult> {
    public SetAttributes {
        GroupChecks.groupID(groupID);
        attributes = GroupChecks.attributes(attributes);
        Check.that(
                !attributes.isEmpty(),
                "attributes.length",
                attributes.size(),
                "1 or more",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        GroupChecks.version(version);
    }
}
