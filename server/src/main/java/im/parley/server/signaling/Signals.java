package im.parley.server.signaling;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Signaling;
import im.parley.protocol.message.Message;
import im.parley.server.message.SignalMessages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the signals that are written down.
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final Jdbi jdbi;
    private final SignalMessages messages;

    Signals(Jdbi jdbi, SignalMessages messages) {
        this.jdbi = jdbi;
        this.messages = messages;
    }

    /// Sends a signal, whether it was sent before or not.
    ///
    /// @throws ChatException what refused it; it is still written down
    Message send(StoredSignal signal, String exceptInstance) {
        var message = messages.send(signal.message(exceptInstance));
        var isInvitation = signal.info().actionType() == Signaling.ACTION_TYPE_INVITE;
        jdbi.useHandle(handle -> SignalStore.sent(handle, signal, isInvitation ? message.sequence() : 0));
        return message;
    }

    /// Sends a signal that no client waits for. Where its conversation does not take it any more, those whom it
    /// concerns are told one by one.
    void sendForCertain(StoredSignal signal) {
        try {
            send(signal, "");
        } catch (ChatException refused) {
            if (ErrorCode.of(refused.code()).filter(ErrorCode::retryable).isPresent()) {
                LOG.warn("a signal of invitation {} waits: {}", signal.invitation(), refused.getMessage());
                return;
            }
            var info = signal.info();
            var concerned = new HashSet<>(info.inviteeList());
            concerned.add(info.inviter());
            messages.tell(signal.message(""), concerned);
            jdbi.useHandle(handle -> SignalStore.sent(handle, signal, 0));
        }
    }

    /// Takes back a signal that its conversation refused, and what it tells of; not one that was sent before.
    void takeBack(StoredSignal signal, long now) {
        var info = signal.info();
        var id = UUID.fromString(signal.invitation());
        jdbi.useTransaction(handle -> {
            var invitation = InvitationStore.lock(handle, id);
            if (!SignalStore.deleteUnsent(handle, signal) || invitation.isEmpty()) {
                return;
            }
            if (info.actionType() == Signaling.ACTION_TYPE_INVITE) {
                InvitationStore.delete(handle, id);
            } else {
                var pending = new ArrayList<>(invitation.get().pending());
                info.inviteeList().stream()
                        .filter(invitee -> !pending.contains(invitee))
                        .forEach(pending::add);
                InvitationStore.setPending(handle, id, pending, now);
            }
        });
    }
}
