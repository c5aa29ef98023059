package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message inside a merged one, as it was when it was merged (`createMergerMessage#4`).
///
/// @param id of the message it was made from
/// @param from the sender's userID
/// @param nick the sender's; empty when unset
/// @param avatar the sender's; empty when unset
/// @param time seconds since 1970
/// @param cloudCustomData the app's own text; empty when unset
/// @param messageBody what it says; one element, but for messages from back ends
/// @param messageSender the same as `from`
/// @param messageReceiver the receiver's userID, or the group or topic ID
/// @param receiverUserID C2C: the receiver; else null
/// @param receiverGroupID groups: the group or topic; else null
/// @param messageSequence place in its conversation
/// @param clientSequence the sender's number
/// @param messageRandom the random of the ID
/// @param clientTime seconds since 1970 at the sender
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimplifiedMessage(
        @JsonProperty("ID") String id,
        String from,
        String nick,
        String avatar,
        long time,
        String cloudCustomData,
        List<MessageElement> messageBody,
        String messageSender,
        String messageReceiver,
        @Nullable String receiverUserID,
        @Nullable String receiverGroupID,
        long messageSequence,
        long clientSequence,
        long messageRandom,
        long clientTime) {
    SimplifiedMessage with(List<MessageElement> newBody) {
        return new SimplifiedMessage(
                id,
                from,
                nick,
                avatar,
                time,
                cloudCustomData,
                List.copyOf(newBody),
                messageSender,
                messageReceiver,
                receiverUserID,
                receiverGroupID,
                messageSequence,
                clientSequence,
                messageRandom,
                clientTime);
    }

    static SimplifiedMessage of(Message message) {
        var inGroup = message.conversationType().equals(Types.CONV_GROUP);
        return new SimplifiedMessage(
                message.id(),
                message.from(),
                message.nick(),
                message.avatar(),
                message.time(),
                message.cloudCustomData(),
                List.of(new MessageElement(message.type(), message.payload())),
                message.from(),
                message.to(),
                inGroup ? null : message.to(),
                inGroup ? message.to() : null,
                message.sequence(),
                message.clientSequence(),
                message.random(),
                message.clientTime());
    }
}
