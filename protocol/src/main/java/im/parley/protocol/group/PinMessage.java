package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Nothing;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Pins a message of a group, for all members, or takes it off again. Owner and admins may, as they may manage what
/// members wrote. All members who may see the message, this instance included, get [MessagePinned]. Asking for what
/// is so already succeeds and tells nobody.
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED], also in live rooms, which store nothing;
/// [ErrorCode#MESSAGE_NOT_FOUND] for a message that is not there, was revoked or is for some members only;
/// [ErrorCode#GROUP_INVALID_PARAMETERS] for one more than 10.
///
/// @param groupID of the group or topic
/// @param id of the message
/// @param isPinned false: takes it off
@Op("group.pinMessage")
public record PinMessage(String groupID, MessageId id, boolean isPinned) implements Operation<Nothing> {
    public PinMessage {
        GroupChecks.groupID(groupID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
