package im.parley.server.message;

import im.parley.protocol.Types;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// How many messages a room takes in a second (`sendMessage#24`). A message is let in while those of its own
/// and of higher priorities leave room for it: so under a flood the lowest priorities are dropped first, and
/// what is important does not wait for what is not (`create#2`).
///
/// Each node counts what it stores. What others store it sees by the sequences that its own messages get, and counts
/// with the highest priority, as it does not know better. For one thread.
final class RoomRates {
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    /// Rooms that are forgotten together when they have had no message for longer than a window.
    private static final int SWEEP_AT = 10_000;

    /// From what is kept the longest to what is dropped first.
    private static final List<String> PRIORITIES = List.of(
            Types.MSG_PRIORITY_HIGH, Types.MSG_PRIORITY_NORMAL, Types.MSG_PRIORITY_LOW, Types.MSG_PRIORITY_LOWEST);

    private final IntSupplier perSecond;
    private final LongSupplier nanoTime;
    private final Map<Long, Room> rooms = new HashMap<>();

    /// @param nanoTime like [System#nanoTime]
    RoomRates(IntSupplier perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /// Those of these messages that are too many; C2C ones never are.
    Set<Append> surplus(List<Append> batch) {
        var surplus = new HashSet<Append>();
        long now = nanoTime.getAsLong();
        int limit = perSecond.getAsInt();
        var byPriority = new ArrayList<>(
                batch.stream().filter(append -> append.room != null).toList());
        byPriority.sort(Comparator.comparingInt(RoomRates::rank)); // stable: first come, first served
        for (var append : byPriority) {
            if (!room(append.conversation).take(rank(append), 1, now, limit)) {
                surplus.add(append);
            }
        }
        sweep(now);
        return surplus;
    }

    /// Messages of this node got these places.
    ///
    /// @param sequence the last of them
    void stored(long conversation, long sequence, int messages) {
        room(conversation).stored(sequence, messages, nanoTime.getAsLong());
    }

    private Room room(long conversation) {
        return rooms.computeIfAbsent(conversation, id -> new Room());
    }

    private void sweep(long now) {
        if (rooms.size() > SWEEP_AT) {
            rooms.values().removeIf(room -> room.isQuiet(now));
        }
    }

    private static int rank(Append append) {
        var priority = Objects.requireNonNullElse(Flags.priority(append.draft.flags()), Types.MSG_PRIORITY_NORMAL);
        return PRIORITIES.indexOf(priority);
    }

    private record Taken(long time, int rank, int messages) {}

    private static final class Room {
        private final Deque<Taken> recent = new ArrayDeque<>();
        private final int[] counts = new int[PRIORITIES.size()];
        private long lastSequence;
        private long lastStored;

        boolean take(int rank, int messages, long now, int limit) {
            forget(now);
            int sum = 0;
            for (int higher = 0; higher <= rank; higher++) {
                sum += counts[higher];
            }
            if (sum + messages > limit) {
                return false;
            }
            add(rank, messages, now);
            return true;
        }

        private void add(int rank, int messages, long now) {
            recent.addLast(new Taken(now, rank, messages));
            counts[rank] += messages;
        }

        void stored(long sequence, int messages, long now) {
            long others = sequence - lastSequence - messages;
            if (others > 0 && lastSequence > 0 && now - lastStored < WINDOW) {
                add(0, Math.toIntExact(Math.min(others, Integer.MAX_VALUE)), now);
            }
            lastSequence = Math.max(lastSequence, sequence);
            lastStored = now;
        }

        private void forget(long now) {
            while (!recent.isEmpty() && now - recent.getFirst().time() >= WINDOW) {
                var old = recent.removeFirst();
                counts[old.rank()] -= old.messages();
            }
        }

        boolean isQuiet(long now) {
            forget(now);
            return recent.isEmpty() && now - lastStored >= WINDOW;
        }
    }
}
