package im.parley.sdk;

import im.parley.protocol.message.MessageControlInfo;
import im.parley.protocol.message.OfflinePushInfo;
import org.jspecify.annotations.Nullable;

/// How a message is sent.
///
/// @param onlineUserOnly it goes to those who are online now and is not stored, counted, listed or pushed
///     (`sendMessage#11`)
/// @param messageControlInfo what it is left out of; null: of nothing. Without effect beside `onlineUserOnly`
///     (`sendMessage#5`)
/// @param offlinePushInfo how phones show it to those who are not online; null: by default
public record SendOptions(
        boolean onlineUserOnly,
        @Nullable MessageControlInfo messageControlInfo,
        @Nullable OfflinePushInfo offlinePushInfo) {
    /// Nothing special.
    public static final SendOptions DEFAULT = new SendOptions(false, null, null);

    /// For those only who are online, such as that somebody is typing (`compat#13`).
    public static SendOptions onlineOnly() {
        return new SendOptions(true, null, null);
    }

    /// Stored, but not counted as unread (`sendMessage#15`).
    public SendOptions withoutUnreadCount() {
        return new SendOptions(
                onlineUserOnly,
                new MessageControlInfo(true, isExcludedFromLastMessage(), isExcludedFromModeration()),
                offlinePushInfo);
    }

    /// Stored, but not shown as the last message (`sendMessage#16`).
    public SendOptions withoutLastMessage() {
        return new SendOptions(
                onlineUserOnly,
                new MessageControlInfo(isExcludedFromUnreadCount(), true, isExcludedFromModeration()),
                offlinePushInfo);
    }

    /// Not looked at by moderation (`sendMessage#17`).
    public SendOptions withoutModeration() {
        return new SendOptions(
                onlineUserOnly,
                new MessageControlInfo(isExcludedFromUnreadCount(), isExcludedFromLastMessage(), true),
                offlinePushInfo);
    }

    /// The same with a push of its own (`sendMessage#13`).
    public SendOptions withPush(OfflinePushInfo push) {
        return new SendOptions(onlineUserOnly, messageControlInfo, push);
    }

    /// What is in effect: no control beside `onlineUserOnly`.
    SendOptions effective() {
        return onlineUserOnly ? onlineOnly() : this;
    }

    boolean isExcludedFromUnreadCount() {
        return messageControlInfo != null && messageControlInfo.excludedFromUnreadCount();
    }

    boolean isExcludedFromLastMessage() {
        return messageControlInfo != null && messageControlInfo.excludedFromLastMessage();
    }

    private boolean isExcludedFromModeration() {
        return messageControlInfo != null && messageControlInfo.excludedFromContentModeration();
    }
}
