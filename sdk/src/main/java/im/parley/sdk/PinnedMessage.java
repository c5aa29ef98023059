package im.parley.sdk;

import im.parley.protocol.message.UserInfo;

/// A message that its group keeps in view.
///
/// @param pinnerInfo who has pinned it
public record PinnedMessage(Message message, UserInfo pinnerInfo) {}
