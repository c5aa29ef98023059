package im.parley.server.message;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.message.MessageControlInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.message.SendMessage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads [SendMessage], which most requests are, without data binding, in two thirds of its time. What it gives is what
/// data binding gives, and all that does not fit is left to that.
final class SendMessageReader {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private @Nullable MessageId id;
    private @Nullable ConversationId conversationID;
    private @Nullable String type;
    private @Nullable RawJson payload;
    private @Nullable String cloudCustomData;
    private @Nullable String priority;
    private boolean needReadReceipt;
    private boolean isSupportExtension;
    private @Nullable List<String> atUserList;
    private @Nullable List<String> receiverList;
    private boolean onlineUserOnly;
    private @Nullable MessageControlInfo messageControlInfo;
    private @Nullable OfflinePushInfo offlinePushInfo;
    private @Nullable String customModerationConfigurationID;

    private SendMessageReader() {}

    /// See [im.parley.server.operation.BodyReader].
    static SendMessage read(JsonParser in) throws IOException {
        var reader = new SendMessageReader();
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            if (in.nextToken() == JsonToken.VALUE_NULL) {
                throw unfit(in);
            }
            reader.field(name, in);
        }
        return reader.message(in);
    }

    private void field(String name, JsonParser in) throws IOException {
        switch (name) {
            case "id" -> id = MessageId.parse(text(in));
            case "conversationID" -> conversationID = ConversationId.parse(text(in));
            case "type" -> type = text(in);
            case "payload" -> payload = ProtocolJson.raw(in);
            case "cloudCustomData" -> cloudCustomData = text(in);
            case "priority" -> priority = text(in);
            case "needReadReceipt" -> needReadReceipt = in.getBooleanValue();
            case "isSupportExtension" -> isSupportExtension = in.getBooleanValue();
            case "atUserList" -> atUserList = in.readValueAs(TEXTS);
            case "receiverList" -> receiverList = in.readValueAs(TEXTS);
            case "onlineUserOnly" -> onlineUserOnly = in.getBooleanValue();
            case "messageControlInfo" -> messageControlInfo = in.readValueAs(MessageControlInfo.class);
            case "offlinePushInfo" -> offlinePushInfo = in.readValueAs(OfflinePushInfo.class);
            case "customModerationConfigurationID" -> customModerationConfigurationID = text(in);
            default -> in.skipChildren();
        }
    }

    private static String text(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw unfit(in);
        }
        return in.getText();
    }

    private static JsonParseException unfit(JsonParser in) {
        return new JsonParseException(in, "left to data binding");
    }

    private SendMessage message(JsonParser in) throws JsonParseException {
        if (id == null || conversationID == null || type == null || payload == null) {
            throw unfit(in);
        }
        return new SendMessage(
                id,
                conversationID,
                type,
                payload,
                cloudCustomData,
                priority,
                needReadReceipt,
                isSupportExtension,
                atUserList,
                receiverList,
                onlineUserOnly,
                messageControlInfo,
                offlinePushInfo,
                customModerationConfigurationID);
    }
}
