package im.parley.protocol.message;

/// What a message is left out of.
///
/// @param excludedFromUnreadCount stored, but not counted as unread (`sendMessage#15`)
/// @param excludedFromLastMessage stored, but not shown as a conversation's last message (`sendMessage#16`)
/// @param excludedFromContentModeration not looked at by moderation (`sendMessage#17`)
public record MessageControlInfo(
        boolean excludedFromUnreadCount, boolean excludedFromLastMessage, boolean excludedFromContentModeration) {}
