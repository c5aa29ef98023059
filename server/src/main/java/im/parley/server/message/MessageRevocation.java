package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessagesRevoked;
import im.parley.protocol.message.Revocation;
import im.parley.protocol.message.RevokeMessage;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Frame;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Taking messages back.
public final class MessageRevocation {
    private static final long MILLIS = 1000;

    static final MessageChanges.News NEWS = new Revoked();

    private final MessageChanges changes;
    private final PassedMessages passed;
    private final Accounts accounts;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;

    public MessageRevocation(
            MessageChanges changes,
            PassedMessages passed,
            Accounts accounts,
            Settings settings,
            Fanout fanout,
            Clock clock) {
        this.changes = changes;
        this.passed = passed;
        this.accounts = accounts;
        this.settings = settings;
        this.fanout = fanout;
        this.clock = clock;
    }

    RevokeMessage.Result revoke(Caller caller, RevokeMessage request) {
        var codes = request.conversationID() instanceof ConversationId.Group ? Codes.GROUP : Codes.C2C;
        var live = changes.findLive(caller, request.conversationID());
        if (live.isPresent()) {
            return new RevokeMessage.Result(revokePassed(caller, live.get(), request));
        }
        var outcome = changes.change(
                caller,
                request.conversationID(),
                request.id(),
                () -> missing(codes, request),
                (handle, view, message) -> revoke(handle, view, message, codes),
                NEWS);
        return new RevokeMessage.Result(outcome.view().show(outcome.message()));
    }

    private static ChatException missing(Codes codes, RevokeMessage request) {
        return codes.missing.because("there is no message " + request.id().text() + " in "
                + request.conversationID().text());
    }

    /// Nothing is stored of it (`revokeMessage#4`): who is in the live room now is told.
    private Message revokePassed(Caller caller, View view, RevokeMessage request) {
        var message = passed.find(view.conversation(), caller.tinyID(), request.id())
                .orElseThrow(() -> missing(Codes.GROUP, request));
        long sender = message.id().senderTinyID();
        checkMay(view, sender);
        var before = message.revocation();
        if (before != null) {
            if (before.revoker().equals(caller.userID())) {
                return message; // a repeated request
            }
            throw alreadyRevoked(Codes.GROUP);
        }
        if (sender == caller.tinyID()) {
            checkWindow(message.time() * MILLIS, Codes.GROUP);
        }
        var me = accounts.get(caller.userID());
        var revocation = Revocation.by(me.userID(), me.nick(), me.avatar());
        fanout.publish(List.of(new Envelope(
                new Address.Room(view.conversation()),
                Envelope.PUSH,
                caller.instanceID(),
                Frame.pushText(new MessagesRevoked(List.of(message.revoked(revocation, true)))))));
        changes.announce(caller, NEWS, () -> List.of(message.revoked(revocation, true)));
        return message.revoked(revocation, sender != caller.tinyID());
    }

    private record Revoked() implements MessageChanges.News {
        @Override
        public Object to(View view, @Nullable Account receiver, List<Message> changed) {
            return new MessagesRevoked(changed);
        }

        @Override
        public void announce(ChangeListener listener, Caller caller, Supplier<List<Message>> changed) {
            listener.revoked(caller, changed);
        }
    }

    private static ChatException alreadyRevoked(Codes codes) {
        return codes.revoked.because("the message was revoked by somebody else");
    }

    private boolean revoke(Handle handle, View view, StoredMessage message, Codes codes) {
        checkMay(view, message.sender());
        if (message.isRevoked()) {
            if (message.revoker() == view.viewer()) {
                return false; // a repeated request
            }
            throw alreadyRevoked(codes);
        }
        if (message.sender() == view.viewer()) {
            checkWindow(message.time(), codes);
        }
        mark(handle, message, view.viewer(), null);
        return true;
    }

    /// @param revoker account number
    /// @param reason null: none
    static void mark(Handle handle, StoredMessage message, long revoker, @Nullable String reason) {
        handle.createUpdate("""
                        UPDATE message SET revoker = :revoker, revoke_reason = :reason
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("revoker", revoker)
                .bind("reason", reason)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
    }

    /// In C2C the sender; in a group also its owner and, for all but the owner's, its admins (`revokeMessage#8`).
    private static void checkMay(View view, long sender) {
        if (sender == view.viewer()) {
            return;
        }
        switch (view.parties()) {
            case Parties.Two two ->
                throw ErrorCode.GROUP_PERMISSION_DENIED.because("only its sender may revoke a message");
            case Parties.Members(var room, var accounts) -> {
                if (sender == SystemAccount.TINY_ID) {
                    throw ErrorCode.GROUP_MESSAGE_NOT_REVOCABLE.because("tips cannot be revoked");
                }
                if (!room.managed() || sender == room.owner()) {
                    throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                            "only its sender, the owner and, if it is not the owner's, admins may revoke a message");
                }
            }
        }
    }

    /// @param time when it was sent, milliseconds since 1970
    private void checkWindow(long time, Codes codes) {
        var window = Duration.ofSeconds(settings.get(AppSettings.REVOKE_WINDOW));
        if (window.isZero()) {
            throw codes.off.because(AppSettings.REVOKE_WINDOW.key() + " is 0: nobody takes back what they wrote");
        }
        var age = Duration.ofMillis(clock.millis() - time);
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
                ErrorCode.MESSAGE_REVOKE_WINDOW_PASSED,
                ErrorCode.MESSAGE_REVOKE_WINDOW_PASSED),
        GROUP(
                ErrorCode.GROUP_MESSAGE_NOT_FOUND,
                ErrorCode.GROUP_MESSAGE_NOT_REVOCABLE,
                ErrorCode.GROUP_REVOKE_WINDOW_PASSED,
                ErrorCode.GROUP_REVOKE_DISABLED);

        final ErrorCode missing;
        final ErrorCode revoked;
        final ErrorCode late;
        final ErrorCode off;

        Codes(ErrorCode missing, ErrorCode revoked, ErrorCode late, ErrorCode off) {
            this.missing = missing;
            this.revoked = revoked;
            this.late = late;
            this.off = off;
        }
    }
}
