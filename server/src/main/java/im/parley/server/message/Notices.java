package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.MessagesRemoved;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Outbox;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into users' system conversation.
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final long MILLIS = 1000;

    private final Jdbi jdbi;
    private final MessageLog log;
    private final Fanout fanout;
    private final Clock clock;

    public Notices(Jdbi jdbi, MessageLog log, Fanout fanout, Clock clock) {
        this.jdbi = jdbi;
        this.log = log;
        this.fanout = fanout;
        this.clock = clock;
    }

    /// Stores a notice for each of these users and tells them. Never blocks; what the log cannot take is
    /// lost with a line in the server's log, since what it tells of has happened anyway.
    public void send(Collection<String> userIDs, RawJson payload) {
        for (var userID : userIDs) {
            var random = Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt());
            var id = new MessageId(SystemAccount.TINY_ID, clock.millis() / MILLIS, random);
            send(userID, payload, id, () -> {});
        }
    }

    /// The same under an ID by which it can be withdrawn.
    ///
    /// @param id of [SystemAccount]; the same for all of them
    /// @param stored run each time that one of them is in the log; must not block
    public void send(Collection<String> userIDs, RawJson payload, MessageId id, Runnable stored) {
        userIDs.forEach(userID -> send(userID, payload, id, stored));
    }

    private void send(String userID, RawJson payload, MessageId id, Runnable stored) {
        var draft = Draft.plain(id, SystemAccount.USER_ID, userID, "", 0, Types.MSG_GRP_SYS_NOTICE, payload);
        var outcome = new Logged(userID, stored);
        try {
            log.append(draft, outcome);
        } catch (ChatException full) {
            outcome.refused(full);
        }
    }

    private record Logged(String userID, Runnable then) implements Append.Outcome {
        @Override
        public void stored(Append append, Position position, Outbox outbox) {
            then.run();
        }

        @Override
        public void refused(ChatException why) {
            LOG.warn("a notice to {} is lost: {}", userID, why.getMessage());
        }
    }

    /// Takes a notice out of these users' system conversation, as if it had never been there, and tells their
    /// clients. Who never got it is left alone.
    public void withdraw(MessageId id, Collection<Long> tinyIDs) {
        var removed = jdbi.inTransaction(handle -> handle.createQuery("""
                        WITH gone AS (
                            UPDATE message m SET revoker = :system -- revoked messages do not count as unread
                            FROM unnest(:users) AS u (tiny_id)
                            JOIN conversation c ON c.low_user = least(u.tiny_id, :system)
                                AND c.high_user = greatest(u.tiny_id, :system)
                            WHERE m.conversation_id = c.id AND m.sender = :system AND m.client_id = :client
                                AND m.revoker IS NULL
                            RETURNING m.conversation_id, u.tiny_id, m.sequence
                        ), deleted AS (
                            INSERT INTO message_deletion (conversation_id, tiny_id, sequence)
                            SELECT conversation_id, tiny_id, sequence FROM gone
                            ON CONFLICT DO NOTHING
                        )
                        UPDATE participant me SET deleted_sequence = greatest(me.deleted_sequence, gone.sequence)
                        FROM gone WHERE me.tiny_id = gone.tiny_id AND me.conversation_id = gone.conversation_id
                        RETURNING me.tiny_id
                        """)
                .bind("system", SystemAccount.TINY_ID)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("client", Draft.clientId(id))
                .mapTo(Long.class)
                .list());
        var push = new MessagesRemoved(new ConversationId.System(), List.of(id));
        removed.forEach(user -> fanout.toUser(user, null, push));
    }
}
