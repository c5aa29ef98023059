package im.parley.server.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ChatException;
import im.parley.protocol.MessageId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.CustomPayload;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.signaling.SignalingInfo;
import im.parley.server.fanout.Fanout;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Custom messages in users' names that carry what happens to invitations.
public final class SignalMessages {
    private final MessageLog log;
    private final Accounts accounts;
    private final Fanout fanout;
    private final Clock clock;

    public SignalMessages(MessageLog log, Accounts accounts, Fanout fanout, Clock clock) {
        this.log = log;
        this.accounts = accounts;
        this.fanout = fanout;
        this.clock = clock;
    }

    /// A signal to be sent.
    ///
    /// @param id of the sender; a repeated one gets the first result
    /// @param from the sender's userID
    /// @param to the C2C peer's userID, or the groupID
    /// @param exceptInstance the instance that sent it and gets no push; empty: none
    /// @param data the signal, as JSON
    /// @param isHidden neither counted as unread nor shown as the last message
    public record Signal(
            MessageId id,
            String from,
            String to,
            boolean toRoom,
            String exceptInstance,
            String data,
            boolean isHidden,
            boolean isOnlineOnly,
            @Nullable OfflinePushInfo push) {}

    /// Sends it and waits until it is in the log.
    ///
    /// @return as the sender gets it
    /// @throws ChatException what refused it; nothing is stored
    public Message send(Signal signal) {
        return log.store(draft(signal));
    }

    /// @throws ChatException [ErrorCode#MESSAGE_TOO_LARGE]
    public static void checkSize(String data) {
        MessageChecks.checkSize(payload(data), null, null);
    }

    /// The payload of a custom message with this data.
    public static RawJson payload(String data) {
        try {
            return RawJson.of(ProtocolJson.mapper().writeValueAsString(new CustomPayload(data, "", "")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of the protocol can be written", impossible);
        }
    }

    /// What the signal says that a custom message carries; null where its sender has changed it into something else.
    ///
    /// @param payload JSON text
    static @Nullable SignalingInfo info(String payload) {
        try {
            var mapper = ProtocolJson.mapper();
            var info = mapper.readValue(mapper.readTree(payload).path("data").asText(), SignalingInfo.class);
            return info == null || info.groupID() == null || info.inviteeList() == null ? null : info;
        } catch (JsonProcessingException somethingElse) {
            return null;
        }
    }

    private static Draft draft(Signal signal) {
        return new Draft(
                signal.id(),
                signal.from(),
                signal.to(),
                signal.toRoom(),
                signal.exceptInstance(),
                Flags.ofSignal(signal.isHidden()),
                Types.MSG_CUSTOM,
                payload(signal.data()),
                null,
                signal.isOnlineOnly() ? null : Extras.of(signal.push()),
                null,
                null,
                null,
                signal.isOnlineOnly(),
                Origin.SENDER);
    }

    /// Tells users one by one of a signal that its conversation does not take any more.
    ///
    /// @param userIDs unknown ones are left out
    public void tell(Signal signal, Collection<String> userIDs) {
        var sender = accounts.find(signal.from());
        if (sender.isEmpty()) {
            return;
        }
        var message = WireMessages.passing(
                signal.id(),
                signal.toRoom() ? Types.CONV_GROUP : Types.CONV_C2C,
                sender.get(),
                signal.to(),
                clock.millis(),
                Types.MSG_CUSTOM,
                payload(signal.data()),
                Flags.ofSignal(signal.isHidden()));
        accounts.load(userIDs)
                .values()
                .forEach(user -> fanout.toUser(user.tinyID(), null, new MessageReceived(message)));
    }
}
