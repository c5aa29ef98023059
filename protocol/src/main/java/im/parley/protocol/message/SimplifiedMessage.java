package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message inside a merged one, as it was when it was merged (`createMergerMessage#4`).
///
/// @param id of the message it was made from
/// @param from the sender's userID
/// @param nick the sender's; may be empty
/// @param avatar the sender's; may be empty
/// @param time seconds since 1970
/// @param cloudCustomData the app's own text; may be empty
/// @param messageBody 1 to 20 elements
/// @param messageSender the same as `from`
/// @param messageReceiver the receiver's userID, or the group or topic ID
/// @param receiverUserID C2C: the receiver
/// @param receiverGroupID groups: the group or topic
/// @param messageSequence place in its conversation
/// @param clientSequence the sender's number
/// @param messageRandom the random of the ID
/// @param clientTime seconds since 1970 at the sender
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimplifiedMessage(
        @JsonProperty("ID") String id,
        String from,
        @Nullable String nick,
        @Nullable String avatar,
        long time,
        @Nullable String cloudCustomData,
        List<MessageElement> messageBody,
        @Nullable String messageSender,
        @Nullable String messageReceiver,
        @Nullable String receiverUserID,
        @Nullable String receiverGroupID,
        @Nullable Long messageSequence,
        @Nullable Long clientSequence,
        @Nullable Long messageRandom,
        @Nullable Long clientTime) {
    private static final int MOST_ELEMENTS = 20;

    public SimplifiedMessage {
        Check.present("messageList.ID", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("messageList.from", from, ErrorCode.MESSAGE_INVALID_REQUEST);
        messageBody =
                Check.list("messageList.messageBody", messageBody, MOST_ELEMENTS, ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
