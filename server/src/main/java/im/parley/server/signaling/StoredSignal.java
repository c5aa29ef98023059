package im.parley.server.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.MessageId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Signaling;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.signaling.SignalingInfo;
import im.parley.server.message.SignalMessages;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row of `invitation_signal`.
///
/// @param messageID of the sender
/// @param receiver the C2C peer or the group
/// @param content the signal as JSON
/// @param hidden neither counted as unread nor shown as the last message
/// @param push of the message, as JSON
record StoredSignal(
        String invitation,
        MessageId messageID,
        String sender,
        String receiver,
        boolean toRoom,
        String content,
        boolean hidden,
        boolean onlineOnly,
        @Nullable String push) {
    /// `signaling#2`. The app's text may be JSON within JSON, with its quotes escaped.
    private static final String IS_SET = "\\\\*\"\\s*:\\s*true\\b";

    private static final Pattern HIDES_ALL = Pattern.compile("\"excludeFromHistoryMessage" + IS_SET);
    private static final Pattern HIDES_INVITATION =
            Pattern.compile("\"excludeOriginalSignalingFromHistoryMessage" + IS_SET);
    private static final Pattern HIDES_TIMEOUT =
            Pattern.compile("\"excludeTimeoutSignalingFromHistoryMessage" + IS_SET);

    /// The signal that somebody gives.
    static StoredSignal of(
            StoredInvitation invitation,
            MessageId messageID,
            String sender,
            SignalingInfo info,
            @Nullable OfflinePushInfo push) {
        return new StoredSignal(
                invitation.id(),
                messageID,
                sender,
                invitation.receiver(sender),
                invitation.inGroup(),
                write(info),
                isHidden(info),
                invitation.onlineOnly(),
                push == null ? null : write(push));
    }

    private static boolean isHidden(SignalingInfo info) {
        var data = info.data();
        return HIDES_ALL.matcher(data).find()
                || switch (info.actionType()) {
                    case Signaling.ACTION_TYPE_INVITE ->
                        HIDES_INVITATION.matcher(data).find();
                    case Signaling.ACTION_TYPE_INVITE_TIMEOUT ->
                        HIDES_TIMEOUT.matcher(data).find();
                    default -> false;
                };
    }

    SignalingInfo info() {
        return read(content, SignalingInfo.class);
    }

    /// @param exceptInstance the instance that gives it; empty: none
    SignalMessages.Signal message(String exceptInstance) {
        return new SignalMessages.Signal(
                messageID,
                sender,
                receiver,
                toRoom,
                exceptInstance,
                content,
                hidden,
                onlineOnly,
                push == null ? null : read(push, OfflinePushInfo.class));
    }

    static String write(Object value) {
        try {
            return ProtocolJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of the protocol can be written", impossible);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ProtocolJson.mapper().readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("invitation_signal holds what this class wrote", broken);
        }
    }
}
