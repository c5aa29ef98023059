package im.parley.server.push;

import im.parley.server.message.LogFollower;
import im.parley.server.message.MessageFeed;
import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.MessageFeed.Head;
import im.parley.server.message.PushFeed;
import im.parley.server.message.PushFeed.Pushable;
import im.parley.server.message.Rounds;
import im.parley.server.push.Selection.Talk;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reads the committed log and writes down who has to be told of what, in the same transaction as how far it has read:
/// nothing is lost and nothing read twice, whoever dies. It is told which timelines this node wrote in; what it is not
/// told, since a node died, it finds by comparing cursors with heads. While push is off it reads nothing.
final class PushReader implements LogFollower, AutoCloseable {
    /// How long a message waits, so that others gather and who has just left is no longer taken for present.
    private static final Duration SETTLING = Duration.ofMillis(250);

    private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(30);
    /// How long nobody has written in a timeline before a look around brings it.
    private static final Duration QUIET = Duration.ofSeconds(10);

    /// What was written longer ago is no news: when all servers were away, for example.
    static final Duration OLDEST = Duration.ofHours(1);

    private static final int TIMELINES_AT_ONCE = 256;
    private static final int MESSAGES_OF_EACH = 50;
    private static final int FOUND_AT_ONCE = 20_000;
    /// Members of a group that are asked about at once.
    private static final int MEMBERS_AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final Selection selection;
    private final PushRooms rooms;
    private final BooleanSupplier isOn;
    private final Runnable afterwards;
    private final Clock clock;
    private final Set<Long> told = ConcurrentHashMap.newKeySet();
    private final LinkedHashSet<Long> due = new LinkedHashSet<>(); // of the thread alone
    private final Rounds rounds;
    private @Nullable Long since; // of the thread alone
    private long lookAroundAt; // of the thread alone
    private final AtomicBoolean wasOff;
    private volatile long onSince;
    private volatile boolean lookAround = true;

    /// @param isOn whether anything is pushed
    /// @param afterwards called when there is something to push
    PushReader(
            String name,
            Jdbi jdbi,
            Selection selection,
            PushRooms rooms,
            BooleanSupplier isOn,
            Runnable afterwards,
            Clock clock) {
        this.jdbi = jdbi;
        this.selection = selection;
        this.rooms = rooms;
        this.isOn = isOn;
        this.afterwards = afterwards;
        this.clock = clock;
        this.onSince = clock.millis();
        this.wasOff = new AtomicBoolean(!isOn.getAsBoolean());
        this.rounds = new Rounds(name + "-push-reader", "reading for offline push", this::round);
    }

    void start() {
        rounds.start();
    }

    @Override
    public void changed(long conversation) {
        if (isOn.getAsBoolean() && told.add(conversation)) {
            rounds.wake();
        }
    }

    /// Push was switched on or off. What was on its way when it was switched off is never pushed, nor
    /// what is sent until it is switched on again.
    void switched(boolean on) {
        if (on) {
            onSince = clock.millis();
        } else {
            wasOff.set(true);
        }
        lookAround();
    }

    /// Something may have happened that this node was not told of.
    void lookAround() {
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
            Cursors.stop(handle);
            Jobs.clear(handle);
        });
        since = null;
        wasOff.set(false);
    }

    private void visit() {
        long floor = floor();
        if (lookAround || System.nanoTime() - lookAroundAt >= 0) {
            var quiet = lookAround ? Duration.ZERO : QUIET;
            lookAround = false;
            due.addAll(jdbi.withHandle(handle -> Cursors.behind(handle, floor, quiet, FOUND_AT_ONCE)));
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
        var open = jdbi.inTransaction(handle -> read(handle, batch, floor));
        batch.forEach(due::remove); // only now: what failed is tried again
        due.addAll(open);
        afterwards.run();
    }

    private long floor() {
        long now = clock.millis();
        if (since == null) {
            since = jdbi.withHandle(handle -> Cursors.since(handle, onSince));
        }
        return Math.max(since, now - OLDEST.toMillis());
    }

    /// @return timelines of which there is more
    private Set<Long> read(Handle handle, List<Long> conversations, long floor) {
        var cursors = Cursors.lock(handle, conversations, floor);
        var heads = MessageFeed.heads(handle, conversations);
        var gone = new HashSet<>(conversations);
        gone.removeAll(heads.keySet());
        Cursors.forget(handle, gone);
        cursors.keySet().removeAll(gone);
        var open = new HashSet<>(conversations);
        open.removeAll(gone);
        open.removeAll(cursors.keySet()); // others are reading those
        var positions = cursors.entrySet().stream()
                .map(entry -> new After(entry.getKey(), entry.getValue()))
                .toList();
        var messages = PushFeed.after(handle, positions, MESSAGES_OF_EACH).stream()
                .collect(Collectors.groupingBy(Pushable::conversation));
        Jobs.add(handle, select(heads, messages, floor));
        Cursors.move(
                handle,
                messages.values().stream()
                        .map(List::getLast)
                        .map(last -> new After(last.conversation(), last.sequence()))
                        .toList());
        messages.forEach((conversation, some) -> {
            if (some.size() == MESSAGES_OF_EACH) {
                open.add(conversation);
            }
        });
        return open;
    }

    private List<Jobs.Draft> select(Map<Long, Head> heads, Map<Long, List<Pushable>> messages, long floor) {
        var pairs = new ArrayList<Talk>();
        var inRooms = new ArrayList<Talk>();
        messages.forEach((conversation, all) -> {
            var some = all.stream()
                    .filter(message -> message.isForPhones() && message.time() >= floor)
                    .toList();
            var head = heads.get(conversation);
            if (!some.isEmpty() && head != null) {
                (head.isRoom() ? inRooms : pairs).add(new Talk(conversation, some, List.of(head.low(), head.high())));
            }
        });
        var drafts = new ArrayList<>(selection.of(pairs));
        drafts.addAll(selectInRooms(inRooms));
        return drafts;
    }

    private List<Jobs.Draft> selectInRooms(Collection<Talk> talks) {
        if (talks.isEmpty()) {
            return List.of();
        }
        var drafts = new ArrayList<Jobs.Draft>();
        var known = rooms.of(talks.stream().map(Talk::conversation).toList());
        for (var talk : talks) {
            var room = known.get(talk.conversation());
            long after = 0;
            while (room != null) {
                var members = rooms.members(room, after, MEMBERS_AT_ONCE);
                drafts.addAll(selection.of(List.of(new Talk(talk.conversation(), talk.messages(), members))));
                if (members.size() < MEMBERS_AT_ONCE) {
                    break;
                }
                after = members.getLast();
            }
        }
        return drafts;
    }

    private void rest() throws InterruptedException {
        boolean isOff = !isOn.getAsBoolean();
        if (isOff || (due.isEmpty() && told.isEmpty() && !lookAround)) {
            rounds.await(LOOK_AROUND_EVERY);
        }
        if (isOff) {
            lookAround = true; // when it is switched on
        }
        rounds.rest(SETTLING); // others gather, and who has just left is away
    }

    /// Ends after the batch under way; the next start goes on where this one stopped.
    @Override
    public void close() {
        rounds.close();
    }
}
