package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores a message at the end of a conversation and delivers it to everybody in it but this instance
/// (`sendMessage#3`). The answer comes after the commit: an acknowledged message is never lost.
///
/// Sending again under the same ID, on any connection, returns the first result and stores nothing (`resendMessage#2`).
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST] for fields out of range, for an ID that is not the caller's and for
/// an ID that already names another message; [ErrorCode#MESSAGE_TOO_LARGE] (`sendMessage#8`);
/// [ErrorCode#MESSAGE_INVALID_ID] when there is no such receiver; [ErrorCode#INVALID_CONVERSATION_TYPE] for the
/// system conversation (`sendMessage#7`); [ErrorCode#SERVER_OVERLOADED] when too much is waiting to be stored.
///
/// @param id made by the sender's SDK, see [MessageId]
/// @param conversationID where to
/// @param type a `MSG_…` value
/// @param payload by type, at most 12,288 bytes together with cloudCustomData
/// @param cloudCustomData stored and delivered as it is (`create#3`)
/// @param priority a `MSG_PRIORITY_…` value; `Normal` when absent (`create#2`)
/// @param needReadReceipt asks for read receipts (`create#4`)
/// @param isSupportExtension allows extensions (`create#6`)
@Op("message.send")
public record SendMessage(
        MessageId id,
        ConversationId conversationID,
        String type,
        RawJson payload,
        @Nullable String cloudCustomData,
        @Nullable String priority,
        boolean needReadReceipt,
        boolean isSupportExtension)
        implements Operation<SendMessage.Result> {
    private static final Set<String> PRIORITIES = Set.of(
            Types.MSG_PRIORITY_HIGH, Types.MSG_PRIORITY_NORMAL, Types.MSG_PRIORITY_LOW, Types.MSG_PRIORITY_LOWEST);

    public SendMessage {
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("type", type, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("payload", payload, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.storable("cloudCustomData", cloudCustomData, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                priority == null || PRIORITIES.contains(priority),
                "priority",
                priority,
                "High, Normal, Low or Lowest",
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param sequence place in the conversation, from 1
    /// @param time seconds since 1970, the server's clock
    public record Result(long sequence, long time) {}
}
