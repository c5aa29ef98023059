package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.server.operation.Outbox;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into users' system conversation.
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final long MILLIS = 1000;

    private final MessageLog log;
    private final Clock clock;

    public Notices(MessageLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /// Stores a notice for each of these users and tells them. Never blocks; what the log cannot take is
    /// lost with a
    /// line in the server's log, since what it tells of has happened anyway.
    public void send(Collection<String> userIDs, RawJson payload) {
        for (var userID : userIDs) {
            var random = Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt());
            var draft = Draft.plain(
                    new MessageId(SystemAccount.TINY_ID, clock.millis() / MILLIS, random),
                    SystemAccount.USER_ID,
                    userID,
                    "",
                    0,
                    Types.MSG_GRP_SYS_NOTICE,
                    payload);
            try {
                log.append(draft, new Logged(userID));
            } catch (ChatException full) {
                new Logged(userID).refused(full);
            }
        }
    }

    private record Logged(String userID) implements Append.Outcome {
        @Override
        public void stored(Position position, Outbox outbox) {}

        @Override
        public void refused(ChatException why) {
            LOG.warn("a notice to {} is lost: {}", userID, why.getMessage());
        }
    }
}
