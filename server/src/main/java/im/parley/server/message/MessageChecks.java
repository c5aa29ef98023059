package im.parley.server.message;

import com.fasterxml.jackson.databind.ObjectReader;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.SendMessage;
import im.parley.protocol.message.TextPayload;
import im.parley.server.operation.Caller;
import java.io.IOException;

/// What a send must keep to before it may queue up. Touches nothing but the request: it runs on the event
/// loop.
final class MessageChecks {
    private static final ObjectReader TEXT = ProtocolJson.mapper().readerFor(TextPayload.class);

    private MessageChecks() {}

    /// @return the C2C peer
    /// @throws ChatException see [SendMessage]
    static String receiver(Caller caller, SendMessage request) {
        if (request.id().senderTinyID() != caller.tinyID()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("ID " + request.id().text()
                    + " is not of the caller, expected it to begin with " + caller.tinyID());
        }
        checkSize(request);
        checkPayload(request.type(), request.payload());
        return switch (request.conversationID()) {
            case ConversationId.C2C(var peer) -> peer;
            case ConversationId.Group(var group) ->
                throw ErrorCode.GROUP_NOT_FOUND.because("group \"" + group + "\" does not exist");
            case ConversationId.System() ->
                throw ErrorCode.INVALID_CONVERSATION_TYPE.because(
                        "the system conversation takes no messages, expected C2C<userID> or GROUP<groupID>");
        };
    }

    private static void checkSize(SendMessage request) {
        var custom = request.cloudCustomData();
        int size = request.payload().utf8().length + (custom == null ? 0 : Check.utf8Length(custom));
        if (size > Limits.MESSAGE_BYTES) {
            throw ErrorCode.MESSAGE_TOO_LARGE.because(
                    "the message has " + size + " bytes, expected at most " + Limits.MESSAGE_BYTES);
        }
    }

    private static void checkPayload(String type, RawJson payload) {
        if (!type.equals(Types.MSG_TEXT)) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                    "type is \"" + type + "\", expected \"" + Types.MSG_TEXT + '"');
        }
        try {
            TEXT.readValue(payload.utf8());
        } catch (IOException broken) {
            throw broken.getCause() instanceof ChatException refused
                    ? refused
                    : ErrorCode.MESSAGE_INVALID_REQUEST.because(
                            "payload is not that of a text message, expected {\"text\": \"…\"}");
        }
    }
}
