package im.parley.sdk;

import im.parley.protocol.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as it was at one moment; [Events#CONVERSATION_LIST_UPDATED] brings newer ones.
///
/// @param conversationID `C2C<peer>`, `GROUP<groupID>` or `@TIM#SYSTEM`
/// @param type a `CONV_…` value of [im.parley.protocol.Types]
/// @param subType the group's type, a `GRP_…` value; empty elsewhere
/// @param unreadCount how many messages of others the user has not read; always 0 in Meeting groups
///     and where messages are discarded
/// @param lastMessage the newest; its lastTime is 0 when there is none
/// @param userProfile C2C: the peer's. In lists only userID, nick and avatar are filled
///     (`getConversationList#1`)
/// @param remark C2C: what the user calls the peer, who is a friend; empty: nothing
/// @param groupProfile groups: the group's
/// @param groupAtInfoList groups: messages that call the user by name and are not read, oldest first
/// @param peerReadTime C2C: the peer has read messages up to this time, seconds since 1970; 0 for none
/// @param isPinned whether it is at the top of the list
/// @param messageRemindType how the user wants to hear of its messages, a `MSG_REMIND_…` or `NOT_RECEIVE_…`
///     value
/// @param markList its marks, each a power of two, ascending; 2⁶³ is [Long#MIN_VALUE]
/// @param customData the app's, at most 256 bytes
/// @param conversationGroupList names of the conversation groups that it is in
/// @param draftText not sent yet; on this instance only
public record Conversation(
        String conversationID,
        String type,
        String subType,
        int unreadCount,
        LastMessage lastMessage,
        @Nullable Profile userProfile,
        String remark,
        @Nullable Group groupProfile,
        List<GroupAtInfo> groupAtInfoList,
        long peerReadTime,
        boolean isPinned,
        String messageRemindType,
        List<Long> markList,
        String customData,
        List<String> conversationGroupList,
        String draftText) {
    /// The peer's userID or the group's ID; empty for the system conversation.
    public String toAccount() {
        return conversationID.substring(type.length());
    }
}
