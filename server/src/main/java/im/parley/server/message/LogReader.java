package im.parley.server.message;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reads the committed log in rounds for somebody who can be switched off. It is told which timelines this node wrote
/// in; what it is not told, since a node died, it finds by comparing cursors with heads. While it is off it reads
/// nothing, and what was sent meanwhile it never reads.
public final class LogReader implements LogFollower, AutoCloseable {
    private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(30);
    /// How long nobody has written in a timeline before a look around brings it.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final int TIMELINES_AT_ONCE = 256;
    private static final int FOUND_AT_ONCE = 20_000;

    private final Jdbi jdbi;
    private final LogCursors cursors;
    private final Duration settling;
    private final Duration oldest;
    private final BooleanSupplier isOn;
    private final Work work;
    private final Clock clock;
    private final Set<Long> told = ConcurrentHashMap.newKeySet();
    private final LinkedHashSet<Long> due = new LinkedHashSet<>(); // of the thread alone
    private final Rounds rounds;
    private @Nullable Long since; // of the thread alone
    private long lookAroundAt; // of the thread alone
    private final AtomicBoolean wasOff;
    private volatile long onSince;
    private volatile boolean lookAround = true;

    /// What is done with what is new.
    public interface Work {
        /// Reads what is new in some timelines and moves their cursors.
        ///
        /// @param floor milliseconds since 1970; what was sent before is no news
        /// @return those of which there is more
        Set<Long> read(List<Long> conversations, long floor) throws InterruptedException;

        /// It was switched off: forgets what is under way.
        default void stopped(Handle handle) {}
    }

    /// @param name of the thread
    /// @param what waits while the database is away, for the log
    /// @param settling how long a message waits, so that others gather
    /// @param oldest what was sent longer ago is no news: when all servers were away, for example
    /// @param isOn whether anything is read
    public LogReader(
            String name,
            String what,
            Jdbi jdbi,
            LogCursors cursors,
            Duration settling,
            Duration oldest,
            BooleanSupplier isOn,
            Work work,
            Clock clock) {
        this.jdbi = jdbi;
        this.cursors = cursors;
        this.settling = settling;
        this.oldest = oldest;
        this.isOn = isOn;
        this.work = work;
        this.clock = clock;
        this.onSince = clock.millis();
        this.wasOff = new AtomicBoolean(!isOn.getAsBoolean());
        this.rounds = new Rounds(name, what, this::round);
    }

    public void start() {
        rounds.start();
    }

    @Override
    public void changed(long conversation) {
        if (isOn.getAsBoolean() && told.add(conversation)) {
            rounds.wake();
        }
    }

    /// It was switched on or off. What was on its way when it was switched off is never read, nor what is sent until
    /// it is switched on again.
    public void switched(boolean on) {
        if (on) {
            onSince = clock.millis();
        } else {
            wasOff.set(true);
        }
        lookAround();
    }

    /// Something may have happened that this node was not told of.
    public void lookAround() {
        lookAround = true;
        rounds.wake();
    }

    private void round() throws InterruptedException {
        if (wasOff.get()) {
            stop();
        }
        if (isOn.getAsBoolean()) {
            visit();
        }
        rest();
    }

    private void stop() {
        told.clear();
        due.clear();
        jdbi.useTransaction(handle -> {
            cursors.stop(handle);
            work.stopped(handle);
        });
        since = null;
        wasOff.set(false);
    }

    private void visit() throws InterruptedException {
        long floor = floor();
        if (lookAround || System.nanoTime() - lookAroundAt >= 0) {
            var quiet = lookAround ? Duration.ZERO : QUIET;
            lookAround = false;
            due.addAll(jdbi.withHandle(handle -> cursors.behind(handle, floor, quiet, FOUND_AT_ONCE)));
            lookAroundAt = System.nanoTime() + LOOK_AROUND_EVERY.toNanos();
        }
        List.copyOf(told).forEach(conversation -> {
            told.remove(conversation); // before its messages are read: what comes later is told again
            due.add(conversation);
        });
        var batch = due.stream().limit(TIMELINES_AT_ONCE).toList();
        if (batch.isEmpty()) {
            return;
        }
        var open = work.read(batch, floor);
        batch.forEach(due::remove); // only now: what failed is tried again
        due.addAll(open);
    }

    private long floor() {
        long now = clock.millis();
        if (since == null) {
            since = jdbi.withHandle(handle -> cursors.since(handle, onSince));
        }
        return Math.max(since, now - oldest.toMillis());
    }

    private void rest() throws InterruptedException {
        boolean isOff = !isOn.getAsBoolean();
        if (isOff || (due.isEmpty() && told.isEmpty() && !lookAround)) {
            rounds.await(LOOK_AROUND_EVERY);
        }
        if (isOff) {
            lookAround = true; // when it is switched on
        }
        rounds.rest(settling);
    }

    /// Ends after the batch under way; the next start goes on where this one stopped.
    @Override
    public void close() {
        rounds.close();
    }
}
