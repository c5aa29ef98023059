package im.parley.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import java.util.List;

/// An invitation that has not ended.
///
/// @param info as it was made; its data may have been modified
/// @param pendingList userIDs of who has not answered yet
/// @param conversationID as the caller names it
/// @param messageID of the message that carries it
/// @param sequence of that message; 0: it is not stored
/// @param time seconds since 1970 when it was made, the server's clock
/// @param onlineUserOnly see [Invite#onlineUserOnly]
public record Invitation(
        SignalingInfo info,
        List<String> pendingList,
        ConversationId conversationID,
        MessageId messageID,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long sequence,
        long time,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onlineUserOnly) {}
