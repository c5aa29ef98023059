package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes attributes of a group. Every member may; other members get [AttributesChanged] unless there were none.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_ATTRIBUTE_NOT_FOUND] when one of the keys does not exist, and
/// then none is deleted; [im.parley.protocol.ErrorCode#GROUP_ATTRIBUTE_CONFLICT];
/// [im.parley.protocol.ErrorCode#OVER_FREQUENCY_LIMIT] for more than 5 changes a second;
/// [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS]; [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] for who is no member.
///
/// @param keyList empty: all (`deleteGroupAttributes#4`)
/// @param version as [SetAttributes] or, when all are deleted, [InitAttributes] has it
@Op("group.deleteAttributes")
public record DeleteAttributes(
        String groupID, List<String> keyList, @Nullable Long version) implements Operation<AttributesResult> {
    public DeleteAttributes {
        GroupChecks.groupID(groupID);
        keyList = GroupChecks.keys(keyList);
        GroupChecks.version(version);
    }
}
