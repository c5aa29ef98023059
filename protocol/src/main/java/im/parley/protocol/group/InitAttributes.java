package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces all attributes of a group (`initGroupAttributes#6`). Every member may; other members get
/// [AttributesChanged] unless nothing is different from before.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_ATTRIBUTE_CONFLICT];
/// [im.parley.protocol.ErrorCode#GROUP_ATTRIBUTE_LIMIT] for more than 16 attributes, a key over 32 bytes, a
/// value over 4,096 bytes or 16,384 bytes altogether, and then nothing is changed;
/// [im.parley.protocol.ErrorCode#OVER_FREQUENCY_LIMIT] for more than 5 changes a second
/// (`initGroupAttributes#7`); [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS];
/// [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND]; [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] for
/// who is no member.
///
/// @param attributes values by key; none to have none
/// @param version the newest that the caller knows; a conflict if there is a newer one. Absent: whatever there is
@Op("group.initAttributes")
public record InitAttributes(
        String groupID,
        Map<String, String> attributes,
        @Nullable Long version) implements Operation<AttributesResult> {
    public InitAttributes {
        GroupChecks.groupID(groupID);
        attributes = GroupChecks.attributes(attributes);
        GroupChecks.version(version);
    }
}
