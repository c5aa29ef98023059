package im.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.group.Group;
import im.parley.protocol.message.Message;
import im.parley.protocol.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One user's view on a conversation.
///
/// @param conversationID `C2C<peer>`, as this user names it, `GROUP<groupID>` or `@TIM#SYSTEM`
/// @param type `C2C`, `GROUP` or `@TIM#SYSTEM`
/// @param lastSequence the newest sequence of the conversation; 0 when empty
/// @param lastChange how many changes its messages have seen; a client that knows fewer asks for them
/// @param unreadCounter the newest [Message#unreadCounter] that concerns this user
/// @param readCounter the counter up to which this user has read
/// @param uncounted the counters above readCounter whose messages were revoked since (`revokeMessage#7`) or,
///     in a group, are the user's own, ascending; unread count = unreadCounter - readCounter - how many these
///     are. Absent: none
/// @param readSequence the sequence up to which this user has read
/// @param peerReadSequence C2C: the sequence up to which the peer has read
/// @param peerReadTime C2C: time of the last message the peer has read, seconds since 1970; 0 when none
/// @param lastMessage the newest message that the user may see; absent when there is none
/// @param userProfile C2C: the peer's; in lists only userID, nick and avatar are filled
///     (`getConversationList#1`)
/// @param group GROUP: the group, with what the user is in it
/// @param groupAtInfoList GROUP: messages since the last read one that call the user by name; absent: none
public record Conversation(
        String conversationID,
        String type,
        long lastSequence,
        long lastChange,
        long unreadCounter,
        long readCounter,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<Long> uncounted,

        long readSequence,
        long peerReadSequence,
        long peerReadTime,
        @Nullable Message lastMessage,
        @Nullable Profile userProfile,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Group group,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<AtInfo> groupAtInfoList) {}
