package im.parley.protocol.group;

import im.parley.protocol.Push;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.UserInfo;

/// A message of a group was pinned, or taken off.
///
/// @param groupID of the group or topic
/// @param message as it is now
/// @param operatorInfo who did it
@Push("group.messagePinned")
public record MessagePinned(String groupID, Message message, boolean isPinned, UserInfo operatorInfo) {}
