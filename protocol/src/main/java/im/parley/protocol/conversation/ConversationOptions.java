package im.parley.protocol.conversation;

import java.util.List;

/// What a user keeps about one of their conversations, on the list or not.
///
/// @param conversationID as this user names it
/// @param version the [OptionsUpdated#version] with which it last changed: of two that a client gets, the
///     higher counts
/// @param messageRemindType a `MSG_REMIND_…` or `NOT_RECEIVE_…` value
/// @param markList numbers of the bits that are set, 0 to 63, ascending: the mark 2ⁿ is n
///     (`markConversation#2`)
/// @param customData the app's, at most 256 bytes
/// @param groupIDList those of [OptionsUpdated#groupList] that it is in; others are gone
public record ConversationOptions(
        String conversationID,
        long version,
        boolean isPinned,
        String messageRemindType,
        List<Integer> markList,
        String customData,
        List<Integer> groupIDList) {}
