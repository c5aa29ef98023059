package im.parley.server.message;

import im.parley.protocol.ConversationId;
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
        var codes = request.conversationID() instanceof ConversationId.Group ? Codes.GROUP : Codes.C2C;
        var outcome = changes.change(
                caller,
                request.conversationID(),
                request.id(),
                () -> codes.missing.because(
                        "there is no message " + request.id().text() + " in "
                                + request.conversationID().text()),
                (handle, view, message) -> revoke(handle, view, message, codes),
                (view, receiver, changed) -> new MessagesRevoked(changed));
        return new RevokeMessage.Result(outcome.view().show(outcome.message()));
    }

    private boolean revoke(Handle handle, View view, StoredMessage message, Codes codes) {
        checkMay(view, message);
        if (message.isRevoked()) {
            if (message.revoker() == view.viewer()) {
                return false; // a repeated request
            }
            throw codes.revoked.because("the message was revoked by somebody else");
        }
        if (message.sender() == view.viewer()) {
            checkWindow(message, codes);
        }
        handle.createUpdate("""
                        UPDATE message SET revoker = :revoker
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("revoker", view.viewer())
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
        return true;
    }

    /// In C2C the sender; in a group also its owner and, for all but the owner's, its admins (`revokeMessage#8`).
    private static void checkMay(View view, StoredMessage message) {
        if (message.sender() == view.viewer()) {
            return;
        }
        switch (view.parties()) {
            case Parties.Two two ->
                throw ErrorCode.GROUP_PERMISSION_DENIED.because("only its sender may revoke a message");
            case Parties.Members(var room, var accounts) -> {
                if (message.sender() == SystemAccount.TINY_ID) {
                    throw ErrorCode.GROUP_MESSAGE_NOT_REVOCABLE.because("tips cannot be revoked");
                }
                if (!room.managed() || message.sender() == room.owner()) {
                    throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                            "only its sender, the owner and, if it is not the owner's, admins may revoke a message");
                }
            }
        }
    }

    private void checkWindow(StoredMessage message, Codes codes) {
        var window = Duration.ofSeconds(settings.get(AppSettings.REVOKE_WINDOW));
        var age = Duration.ofMillis(clock.millis() - message.time());
        if (age.compareTo(window) >= 0) { // revokeMessage#1
            throw codes.late.because("the message was sent " + age.toSeconds() + " s ago, "
                    + AppSettings.REVOKE_WINDOW.key() + " is " + window.toSeconds() + " s");
        }
    }

    /// The same refusals have other numbers in groups.
    private enum Codes {
        C2C(
                ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND,
                ErrorCode.MESSAGE_ALREADY_REVOKED,
                ErrorCode.MESSAGE_REVOKE_WINDOW_PASSED),
        GROUP(
                ErrorCode.GROUP_MESSAGE_NOT_FOUND,
                ErrorCode.GROUP_MESSAGE_NOT_REVOCABLE,
                ErrorCode.GROUP_REVOKE_WINDOW_PASSED);

        final ErrorCode missing;
        final ErrorCode revoked;
        final ErrorCode late;

        Codes(ErrorCode missing, ErrorCode revoked, ErrorCode late) {
            this.missing = missing;
            this.revoked = revoked;
            this.late = late;
        }
    }
}
