package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.SendMessage;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Setting;
import im.parley.server.settings.Settings;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a send must keep to before it may queue up. Touches nothing but the request and the settings: it runs
/// on the event loop.
public final class MessageChecks {
    private final Settings settings;

    public MessageChecks(Settings settings) {
        this.settings = settings;
    }

    /// @param files throws a [ChatException] for a payload that names others than uploaded files
    /// @throws ChatException see [SendMessage]
    Draft draft(Caller caller, SendMessage request, Consumer<MediaPayload> files) {
        if (request.id().senderTinyID() != caller.tinyID()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("ID " + request.id().text()
                    + " is not of the caller, expected it to begin with " + caller.tinyID());
        }
        checkSize(request.payload(), request.cloudCustomData(), request.atUserList());
        checkGates(request);
        var content = Kinds.check(request.type(), request.payload(), files);
        checkAtUsers(request);
        var receiver = receiver(request);
        return new Draft(
                request.id(),
                caller.userID(),
                receiver,
                request.conversationID() instanceof ConversationId.Group,
                caller.instanceID(),
                Flags.of(request),
                request.type(),
                request.payload(),
                request.cloudCustomData(),
                request.onlineUserOnly() ? null : Extras.of(request),
                request.atUserList(),
                request.receiverList(),
                MergerKeys.of(content),
                request.onlineUserOnly(),
                Origin.SENDER);
    }

    /// @throws ChatException [ErrorCode#MESSAGE_TOO_LARGE] (`sendMessage#8`)
    static void checkSize(RawJson payload, @Nullable String custom, @Nullable List<String> atUsers) {
        int size = payload.utf8().length
                + (custom == null ? 0 : Check.utf8Length(custom))
                + (atUsers == null
                        ? 0
                        : atUsers.stream().mapToInt(String::length).sum()); // userIDs are ASCII
        if (size > Limits.MESSAGE_BYTES) {
            throw ErrorCode.MESSAGE_TOO_LARGE.because(
                    "the message has " + size + " bytes, expected at most " + Limits.MESSAGE_BYTES);
        }
    }

    /// Whether a message may say this.
    ///
    /// @param files as above
    /// @throws ChatException [ErrorCode#MESSAGE_TOO_LARGE], [ErrorCode#MESSAGE_INVALID_REQUEST]
    public void check(Content content, @Nullable String cloudCustomData, Consumer<MediaPayload> files) {
        checkSize(content.payload(), cloudCustomData, null);
        Kinds.check(content.type(), content.payload(), files);
    }

    private void checkGates(SendMessage request) {
        if (request.needReadReceipt() && request.conversationID() instanceof ConversationId.C2C) {
            gate("needReadReceipt", AppSettings.C2C_READ_RECEIPT);
        }
        if (request.isSupportExtension()) {
            gate("isSupportExtension", AppSettings.EXTENSIONS);
        }
        if (request.receiverList() != null) {
            gate("receiverList", AppSettings.DIRECTED);
        }
    }

    private void gate(String field, Setting<Boolean> setting) {
        if (!settings.get(setting)) {
            throw ErrorCode.FEATURE_NOT_ENABLED.because(
                    field + " is asked for, expected none while the setting " + setting.key() + " is off");
        }
    }

    private static void checkAtUsers(SendMessage request) {
        if (request.atUserList() != null && !request.type().equals(Types.MSG_TEXT)) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                    "atUserList is given, expected none for " + Check.quote(request.type()));
        }
    }

    /// The C2C peer, or the group.
    private static String receiver(SendMessage request) {
        return switch (request.conversationID()) {
            case ConversationId.C2C(var peer) -> {
                if (request.atUserList() != null || request.receiverList() != null) {
                    throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                            (request.atUserList() != null ? "atUserList" : "receiverList")
                                    + " is given, expected none in C2C");
                }
                yield peer;
            }
            case ConversationId.Group(var group) -> group;
            case ConversationId.System() ->
                throw ErrorCode.INVALID_CONVERSATION_TYPE.because(
                        "the system conversation takes no messages, expected C2C<userID> or GROUP<groupID>");
        };
    }
}
