package im.parley.server.moderation;

import im.parley.server.message.MessageVerdicts;
import im.parley.server.message.MessageVerdicts.Unreviewed;
import im.parley.server.session.ClusterSessions;
import im.parley.server.store.Background;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks again about messages that have been without a verdict for too long: the provider failed, or the node that
/// asked is gone. One node of the app does so, as long as it lives and renews its lease.
public final class OpenReviews implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(OpenReviews.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LEASE = Reviewer.LIMIT.multipliedBy(3);

    /// What is older is settled without: the provider will not say anything about it any more.
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final Moderation moderation;
    private final MessageVerdicts verdicts;
    private final String node;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    /// Milliseconds since 1970 where the next look begins, so that those nobody can say anything about do not keep
    /// the others waiting. Of one run at a time.
    private volatile long after;

    /// @param node name of this run of this node
    public OpenReviews(Jdbi jdbi, Moderation moderation, MessageVerdicts verdicts, String node, Clock clock) {
        this.jdbi = jdbi;
        this.moderation = moderation;
        this.verdicts = verdicts;
        this.node = node;
        this.clock = clock;
    }

    /// Looks for some every few seconds from now on.
    public void start(Background background) {
        background.every(EVERY, "open-reviews", this);
    }

    @Override
    public void run() {
        if (moderation.canReview() && running.compareAndSet(false, true)) {
            look().whenComplete((done, failure) -> running.set(false));
        }
    }

    /// @return completes when all that was asked about is settled
    private CompletableFuture<?> look() {
        try {
            long now = clock.millis();
            var open = verdicts.unreviewed(after, now - moderation.retryAfter().toMillis(), BATCH);
            after = open.size() < BATCH ? 0 : open.getLast().time();
            if (!open.isEmpty() && takeLease()) {
                return review(open, now);
            }
        } catch (RuntimeException failed) {
            log.warn("messages without a verdict wait: {}", failed.getMessage());
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> review(List<Unreviewed> open, long now) {
        var reviews = open.stream()
                .map(message -> message.time() < now - GIVEN_UP.toMillis() ? giveUp(message) : ask(message))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(reviews);
    }

    /// Without a verdict it stays for the next time.
    private CompletableFuture<Void> ask(Unreviewed message) {
        return moderation.reviewAgain(message).exceptionally(failure -> {
            log.debug("still no verdict about {}", message, failure);
            return null;
        });
    }

    private CompletableFuture<Void> giveUp(Unreviewed message) {
        log.warn(
                "no verdict within a day about message {} of conversation {}",
                message.sequence(),
                message.conversation());
        verdicts.settle(message.conversation(), message.sequence(), message.version(), false);
        return CompletableFuture.completedFuture(null);
    }

    /// Whether this node has the lease now.
    private boolean takeLease() {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE moderation_lease SET node = :node, until = moment.now + :lease
                        FROM (SELECT (extract(epoch FROM now()) * 1000)::bigint AS now) AS moment
                        WHERE node = :node OR until < moment.now OR node NOT IN (%s)
                        """.formatted(ClusterSessions.ALIVE))
                        .bind("node", node)
                        .bind("lease", LEASE.toMillis())
                        .execute()
                == 1);
    }
}
