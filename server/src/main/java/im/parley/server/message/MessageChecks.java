package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.RawJson;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.SendMessage;
import im.parley.server.operation.Caller;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a send must keep to before it may queue up. Touches nothing but the request: it runs on the event
/// loop.
final class MessageChecks {
    private MessageChecks() {}

    /// @param files throws a [ChatException] for a payload that names others than uploaded files
    /// @return the C2C peer
    /// @throws ChatException see [SendMessage]
    static String receiver(Caller caller, SendMessage request, Consumer<MediaPayload> files) {
        if (request.id().senderTinyID() != caller.tinyID()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("ID " + request.id().text()
                    + " is not of the caller, expected it to begin with " + caller.tinyID());
        }
        checkSize(request.payload(), request.cloudCustomData());
        Kinds.check(request.type(), request.payload(), files);
        return switch (request.conversationID()) {
            case ConversationId.C2C(var peer) -> peer;
            case ConversationId.Group(var group) ->
                throw ErrorCode.GROUP_NOT_FOUND.because("group \"" + group + "\" does not exist");
            case ConversationId.System() ->
                throw ErrorCode.INVALID_CONVERSATION_TYPE.because(
                        "the system conversation takes no messages, expected C2C<userID> or GROUP<groupID>");
        };
    }

    /// @throws ChatException [ErrorCode#MESSAGE_TOO_LARGE] (`sendMessage#8`)
    static void checkSize(RawJson payload, @Nullable String custom) {
        int size = payload.utf8().length + (custom == null ? 0 : Check.utf8Length(custom));
        if (size > Limits.MESSAGE_BYTES) {
            throw ErrorCode.MESSAGE_TOO_LARGE.because(
                    "the message has " + size + " bytes, expected at most " + Limits.MESSAGE_BYTES);
        }
    }
}
