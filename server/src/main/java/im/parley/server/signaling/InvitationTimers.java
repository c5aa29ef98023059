package im.parley.server.signaling;

import im.parley.protocol.MessageId;
import im.parley.protocol.Signaling;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends invitations whose time is up and which no client has ended, and sends signals whose node has died before it
/// could. Every node looks; each invitation is ended by one.
final class InvitationTimers implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InvitationTimers.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration DELETE_EVERY = Duration.ofMinutes(10);

    /// Longer than the log may take over a message.
    private static final Duration SENT_BY_THEN = Duration.ofSeconds(20);

    /// So long the answer to a repeated request is known.
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Duration KEPT_WITHOUT_TIMEOUT = Duration.ofDays(30);
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MILLIS = 1000;

    private final Jdbi jdbi;
    private final Signals signals;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean closed;
    private long deletedAt; // guarded by running

    InvitationTimers(Jdbi jdbi, Signals signals, Clock clock) {
        this.jdbi = jdbi;
        this.signals = signals;
        this.clock = clock;
    }

    void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("invitation-timers").start(this),
                EVERY.toMillis(),
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        if (!running.tryLock()) {
            return; // the last one still waits for the database
        }
        try {
            if (closed) {
                return;
            }
            long now = clock.millis();
            sendAll(end(now));
            sendAll(jdbi.withHandle(handle -> SignalStore.unsent(handle, now - SENT_BY_THEN.toMillis(), AT_ONCE)));
            if (now - deletedAt >= DELETE_EVERY.toMillis()) {
                jdbi.useHandle(handle -> InvitationStore.deleteOld(
                        handle, now - KEPT.toMillis(), now - KEPT_WITHOUT_TIMEOUT.toMillis()));
                deletedAt = now;
            }
        } catch (RuntimeException failed) {
            if (!closed) {
                LOG.warn("invitations could not be looked after, will try again", failed);
            }
        } finally {
            running.unlock();
        }
    }

    /// All at once: each waits for the log.
    private void sendAll(List<StoredSignal> due) {
        var threads = due.stream()
                .map(signal -> Thread.ofVirtual().name("invitation-signal").start(() -> signals.sendForCertain(signal)))
                .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<StoredSignal> end(long now) {
        return jdbi.inTransaction(handle -> {
            var ended = InvitationStore.endDue(handle, now, AT_ONCE);
            var timeouts = new ArrayList<StoredSignal>();
            for (var invitation : ended) {
                var signal = timeout(invitation, now);
                SignalStore.insert(handle, signal, now);
                timeouts.add(signal);
            }
            return timeouts;
        });
    }

    /// In the inviter's name.
    private StoredSignal timeout(StoredInvitation invitation, long now) {
        var id = new MessageId(
                invitation.messageID().senderTinyID(),
                now / MILLIS,
                Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()));
        var info = invitation.info(Signaling.ACTION_TYPE_INVITE_TIMEOUT, invitation.pending(), invitation.data());
        return StoredSignal.of(invitation, id, invitation.inviter(), info, null);
    }

    /// Waits for what is under way, as it needs the database, but not for long: that may be away.
    @Override
    public void close() {
        closed = true;
        try {
            if (running.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.unlock();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
