package im.parley.sdk;

import org.jspecify.annotations.Nullable;

/// Which conversations to list; conditions combine with "and" (`getConversationList#9`).
///
/// @param type a `CONV_…` value of [im.parley.protocol.Types]; null: all types
/// @param hasUnreadCount true: only those with unread messages; false: only those without; null: all
public record ConversationFilter(
        @Nullable String type, @Nullable Boolean hasUnreadCount) {
    boolean accepts(Conversation conversation) {
        return (type == null || type.equals(conversation.type()))
                && (hasUnreadCount == null || hasUnreadCount == conversation.unreadCount() > 0);
    }
}
