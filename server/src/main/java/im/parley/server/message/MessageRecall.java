package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Taking messages back for a back end: anybody's, however old they are (`revokeMessage#3`).
public final class MessageRecall {
    private static final long MILLIS = 1000;

    private final MessageChanges changes;
    private final Views views;

    public MessageRecall(MessageChanges changes, Views views) {
        this.changes = changes;
        this.views = views;
    }

    /// What names a message among those of two users.
    ///
    /// @param random the sender's
    /// @param time seconds since 1970, the server's clock
    public record Key(long sequence, long random, long time) {
        private boolean names(StoredMessage message, Account from) {
            return message.sender() == from.tinyID()
                    && message.time() / MILLIS == time
                    && Draft.id(message.sender(), message.clientId()).random() == random;
        }
    }

    /// Takes back what a user wrote to another.
    ///
    /// @throws ChatException [ErrorCode#MESSAGE_TO_REVOKE_NOT_FOUND], [ErrorCode#MESSAGE_ALREADY_REVOKED]
    public void inC2C(Administrator admin, Account from, Account to, Key key) {
        var view = views.ofPair(admin, from, to).orElseThrow(() -> missing(from, to, key));
        var outcome = changes.changeAt(
                admin,
                view,
                List.of(key.sequence()),
                (handle, seen, message) -> {
                    if (!key.names(message, from)) {
                        throw missing(from, to, key);
                    }
                    if (message.isRevoked()) {
                        throw ErrorCode.MESSAGE_ALREADY_REVOKED.because("the message is revoked already");
                    }
                    MessageRevocation.mark(handle, message, admin.tinyID(), null);
                    return true;
                },
                MessageRevocation.NEWS);
        if (outcome.messages().isEmpty()) {
            throw missing(from, to, key);
        }
    }

    private static ChatException missing(Account from, Account to, Key key) {
        return ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND.because(
                "\"" + from.userID() + "\" wrote no such message to \"" + to.userID() + "\": " + key);
    }

    /// Takes back messages of a group or topic.
    ///
    /// @param reason told to the members; null: none
    /// @return of each, 0 or the number of why it was not
    /// @throws ChatException [ErrorCode#GROUP_NOT_FOUND], [ErrorCode#GROUP_TYPE_NOT_REVOCABLE] for a live room
    public Map<Long, Integer> inRoom(
            Administrator admin, String groupID, List<Long> sequences, @Nullable String reason) {
        var view = views.ofRoom(admin, groupID);
        if (view.isLive()) {
            throw ErrorCode.GROUP_TYPE_NOT_REVOCABLE.because("nothing is stored of a live room");
        }
        var codes = new HashMap<Long, Integer>();
        sequences.forEach(sequence -> codes.put(sequence, ErrorCode.GROUP_MESSAGE_NOT_FOUND.number()));
        changes.changeAt(
                admin,
                view,
                sequences,
                (handle, seen, message) -> {
                    boolean isRevocable = !message.isRevoked() && message.sender() != SystemAccount.TINY_ID;
                    if (isRevocable) {
                        MessageRevocation.mark(handle, message, admin.tinyID(), reason);
                    }
                    codes.put(message.sequence(), isRevocable ? 0 : ErrorCode.GROUP_MESSAGE_NOT_REVOCABLE.number());
                    return isRevocable;
                },
                MessageRevocation.NEWS);
        return codes;
    }
}
