package im.parley.protocol.group;

import im.parley.protocol.message.Message;
import im.parley.protocol.message.UserInfo;

/// A message that is pinned in its group.
///
/// @param pinner who has pinned it
public record PinnedMessage(Message message, UserInfo pinner) {}
