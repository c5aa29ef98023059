package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// People who write to each other and to a group that all are in, without a pause, and what must have come of
/// it in the end whatever happened on the way: every acknowledged message once and in order at its receiver,
/// and no holes.
final class Traffic {
    private static final int IN_FLIGHT = 4;
    private static final long TIP = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /// Who wrote to whom; of a group all that anybody wrote.
    private record Way(String from, String to) {
        Way back() {
            return new Way(to, from);
        }

        Set<String> both() {
            return Set.of(from, to);
        }
    }

    /// A message that the server has.
    private record Acked(String id, String from) {}

    private static final String ANYBODY = "";

    private final Map<Set<String>, Long> heads; // highest sequences before, by who writes
    private final List<Person> people;
    private final Group group;
    private final Map<Way, ConcurrentSkipListMap<Long, Acked>> acked = new ConcurrentHashMap<>(); // by sequence
    private final AtomicLong ackedCount = new AtomicLong(); // its monitor is told of every change, of failures too
    private final List<Thread> senders = new ArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean going = true;

    /// @param group all are in it, and nobody has written there
    Traffic(List<Person> people, Group group, long seed) {
        this(people, group, seed, new HashMap<>());
    }

    private Traffic(List<Person> people, Group group, long seed, Map<Set<String>, Long> heads) {
        this.people = people;
        this.group = group;
        this.heads = heads;
        for (int i = 0; i < people.size(); i++) {
            var sender = people.get(i);
            var random = new Random(seed + i);
            senders.add(Thread.ofVirtual().start(() -> write(sender, random)));
        }
    }

    /// More of it, after [#finish].
    Traffic again(long seed) {
        return new Traffic(people, group, seed, heads);
    }

    /// Returns when so many more messages are acknowledged.
    void awaitAcks(int more) throws InterruptedException {
        var goal = ackedCount.get() + more;
        var end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (ackedCount) {
            while (ackedCount.get() < goal) {
                assertThat(failures).isEmpty();
                assertThat(System.nanoTime())
                        .as("only " + ackedCount + " of " + goal + " messages were stored")
                        .isLessThan(end);
                TimeUnit.NANOSECONDS.timedWait(ackedCount, end - System.nanoTime());
            }
        }
    }

    /// Lets everything come to rest and checks all of it.
    ///
    /// @return how many messages were stored
    long finish() throws InterruptedException {
        going = false;
        for (Thread sender : senders) {
            assertThat(sender.join(PATIENCE)).isTrue();
        }
        assertThat(failures).isEmpty();
        for (Person receiver : people) {
            var expected = new HashMap<String, List<String>>();
            acked.forEach((way, messages) -> {
                if (way.to().equals(receiver.userID)) {
                    expected.put(Types.CONV_C2C + way.from(), idsNotOf(receiver, messages.values()));
                } else if (way.to().equals(group.groupID())) {
                    expected.put(Person.conversationID(group), idsNotOf(receiver, messages.values()));
                }
            });
            expected.values().removeIf(List::isEmpty);
            var received = new TreeMap<String, List<String>>();
            var count = expected.values().stream().mapToInt(List::size).sum();
            for (int i = 0; i < count; i++) {
                var message = receiver.awaitMessage();
                received.computeIfAbsent(message.conversationID(), conversation -> new ArrayList<>())
                        .add(message.id());
            }
            assertThat(received).isEqualTo(new TreeMap<>(expected)); // once, and in the order of their sequences
        }
        assertThat(people)
                .allSatisfy(person -> assertThat(person.unexpectedMessages()).isEmpty());
        acked.forEach((way, there) -> {
            var sequences = new ArrayList<>(there.keySet());
            sequences.addAll(acked.getOrDefault(way.back(), new ConcurrentSkipListMap<>())
                    .keySet());
            var before = heads.getOrDefault(way.both(), 0L);
            if (way.from().equals(ANYBODY) && before == 0) {
                sequences.add(TIP); // that tells of its beginning
            }
            assertThat(sequences.stream().sorted())
                    .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + sequences.size())
                            .boxed()
                            .toList());
        });
        acked.forEach((way, there) -> heads.merge(way.both(), there.lastKey(), Math::max));
        return ackedCount.get();
    }

    private static List<String> idsNotOf(Person receiver, Collection<Acked> messages) {
        return messages.stream()
                .filter(message -> !message.from().equals(receiver.userID))
                .map(Acked::id)
                .toList();
    }

    private void write(Person sender, Random random) {
        var room = new Semaphore(IN_FLIGHT);
        for (int i = 0; going; i++) {
            room.acquireUninterruptibly();
            var receiver = people.get(random.nextInt(people.size()));
            var message = receiver == sender
                    ? sender.messageTo(group, "message " + i)
                    : sender.messageTo(receiver, "message " + i);
            Thread.ofVirtual().start(() -> {
                try {
                    sendUntilStored(sender, message);
                } catch (RuntimeException | AssertionError failure) {
                    failures.add(failure);
                    going = false;
                    tell();
                } finally {
                    room.release();
                }
            });
        }
        room.acquireUninterruptibly(IN_FLIGHT);
    }

    /// As an app does that wants its message out.
    private void sendUntilStored(Person sender, Message message) {
        var attempt = sender.chat.sendMessage(message);
        while (attempt.handle((stored, failure) -> failure != null).join()) {
            var error = errorOf(attempt);
            assertThat(error.errorCode().map(ErrorCode::retryable))
                    .as(error.toString())
                    .contains(true);
            attempt = sender.chat.resendMessage(message);
        }
        assertThat(text(message)).isNotEmpty();
        var from = message.to().equals(group.groupID()) ? ANYBODY : sender.userID;
        var before = acked.computeIfAbsent(new Way(from, message.to()), way -> new ConcurrentSkipListMap<>())
                .put(message.sequence(), new Acked(message.id(), sender.userID));
        assertThat(before)
                .as("another message with sequence " + message.sequence())
                .isNull();
        ackedCount.incrementAndGet();
        tell();
    }

    private void tell() {
        synchronized (ackedCount) {
            ackedCount.notifyAll();
        }
    }
}
