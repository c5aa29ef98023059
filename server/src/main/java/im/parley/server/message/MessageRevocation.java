package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.MessagesRevoked;
import im.parley.protocol.message.RevokeMessage;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// Taking messages back.
public final class MessageRevocation {
    private final MessageChanges changes;
    private final Settings settings;
    private final Clock clock;

    public MessageRevocation(MessageChanges changes, Settings settings, Clock clock) {
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    RevokeMessage.Result revoke(Caller caller, RevokeMessage request) {
        var outcome = changes.change(
                caller,
                request.conversationID(),
                request.id(),
                () -> ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND.because(
                        "there is no message " + request.id().text() + " in "
                                + request.conversationID().text()),
                (handle, message) -> revoke(handle, caller, message),
                (view, receiver, changed) -> new MessagesRevoked(changed));
        return new RevokeMessage.Result(outcome.view().show(outcome.message()));
    }

    private boolean revoke(Handle handle, Caller caller, StoredMessage message) {
        if (message.sender() != caller.tinyID()) { // revokeMessage#8
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("only its sender may revoke a message");
        }
        if (message.isRevoked()) {
            if (message.revoker() == caller.tinyID()) {
                return false; // a repeated request
            }
            throw ErrorCode.MESSAGE_ALREADY_REVOKED.because("the message was revoked by somebody else");
        }
        checkWindow(message);
        handle.createUpdate("""
                        UPDATE message SET revoker = :revoker
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("revoker", caller.tinyID())
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
        return true;
    }

    private void checkWindow(StoredMessage message) {
        var window = Duration.ofSeconds(settings.get(AppSettings.REVOKE_WINDOW));
        var age = Duration.ofMillis(clock.millis() - message.time());
        if (age.compareTo(window) >= 0) { // revokeMessage#1
            throw ErrorCode.MESSAGE_REVOKE_WINDOW_PASSED.because("the message was sent " + age.toSeconds() + " s ago, "
                    + AppSettings.REVOKE_WINDOW.key() + " is " + window.toSeconds() + " s");
        }
    }
}
