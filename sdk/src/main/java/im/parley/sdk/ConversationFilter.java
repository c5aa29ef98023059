package im.parley.sdk;

import org.jspecify.annotations.Nullable;

/// Which conversations to list; conditions combine with "and" (`getConversationList#9`).
///
/// ```java
/// chat.getConversationList(ConversationFilter.all().type(Types.CONV_C2C).hasUnreadCount(true));
/// ```
///
/// @param type a `CONV_…` value of [im.parley.protocol.Types]; null: all types
/// @param markType those with this mark; 0: those without any (`getConversationList#8`); null: all
/// @param groupName those in this conversation group; empty: those in none; null: all
/// @param hasUnreadCount true: only those with unread messages; false: only those without; null: all
/// @param hasGroupAtInfo true: only those with messages that call the user by name; false: only those
///     without; null: all
public record ConversationFilter(
        @Nullable String type,
        @Nullable Long markType,
        @Nullable String groupName,
        @Nullable Boolean hasUnreadCount,
        @Nullable Boolean hasGroupAtInfo) {
    /// One that accepts all conversations.
    public static ConversationFilter all() {
        return new ConversationFilter(null, null, null, null, null);
    }

    public ConversationFilter type(String value) {
        return new ConversationFilter(value, markType, groupName, hasUnreadCount, hasGroupAtInfo);
    }

    public ConversationFilter markType(long value) {
        return new ConversationFilter(type, value, groupName, hasUnreadCount, hasGroupAtInfo);
    }

    public ConversationFilter groupName(String value) {
        return new ConversationFilter(type, markType, value, hasUnreadCount, hasGroupAtInfo);
    }

    public ConversationFilter hasUnreadCount(boolean value) {
        return new ConversationFilter(type, markType, groupName, value, hasGroupAtInfo);
    }

    public ConversationFilter hasGroupAtInfo(boolean value) {
        return new ConversationFilter(type, markType, groupName, hasUnreadCount, value);
    }

    boolean accepts(Conversation conversation) {
        var marks = conversation.markList();
        var groups = conversation.conversationGroupList();
        return (type == null || type.equals(conversation.type()))
                && (markType == null || (markType == 0 ? marks.isEmpty() : marks.contains(markType)))
                && (groupName == null || (groupName.isEmpty() ? groups.isEmpty() : groups.contains(groupName)))
                && (hasUnreadCount == null || hasUnreadCount == conversation.unreadCount() > 0)
                && (hasGroupAtInfo == null
                        || hasGroupAtInfo == !conversation.groupAtInfoList().isEmpty());
    }
}
