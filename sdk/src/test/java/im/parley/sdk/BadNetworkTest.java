package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// People write to each other over a network that delays, refuses, doubles and breaks their connections, also in the
/// middle of a frame. `PARLEY_BAD_NETWORK_SECONDS=600` keeps it up for ten minutes, for the web SDK as well.
class BadNetworkTest extends Scenario {
    private static final Duration RUN = Duration.ofSeconds(Long.parseLong(
            Optional.ofNullable(System.getenv("PARLEY_BAD_NETWORK_SECONDS")).orElse("6")));
    private static final int ROUNDS = Math.clamp(RUN.toSeconds() / 2, 3, 30);
    private static final int PEOPLE = 6;
    private static final long MEBIBYTE = 1 << 20;

    /// What a collector leaves behind now and then, and what caches of server and chats take until they are full.
    private static final long NOISE = 24 * MEBIBYTE;

    @Test
    void nothing_is_lost_doubled_or_reordered_and_memory_stays_flat() throws InterruptedException {
        var seed = System.nanoTime();
        server.set("message.groupRatePerSecond", 100_000);
        try (var cable = new Cable(server.port())) {
            var options = ChatOptions.of(TestServer.APP, cable.address())
                    .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60));
            var people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> person(server.freshUserID("user"), options).logIn())
                    .toList();
            var others = people.subList(1, people.size()).stream()
                    .map(person -> person.userID)
                    .toList();
            var group = result(people.getFirst()
                            .chat
                            .createGroup(new GroupCreation("Everybody")
                                    .type(Types.GRP_PUBLIC)
                                    .members(others)))
                    .group();
            people.forEach(person -> person.awaitGroups(list -> !list.isEmpty()));

            var traffic = new Traffic(people, group, seed);
            var used = new long[ROUNDS];
            var stored = 0L;
            for (int round = 0; round < ROUNDS; round++) {
                cable.trouble(seed + round);
                cable.cut();
                var end = Instant.now().plus(RUN.dividedBy(ROUNDS));
                while (Instant.now().isBefore(end)) {
                    traffic.awaitAcks(10);
                }
                cable.plugIn();
                cable.cut();
                stored += traffic.finish();
                people.forEach(Person::forgetAll);
                used[round] = usedMemory();
                traffic = round + 1 < ROUNDS ? traffic.again(seed + round) : traffic;
            }
            System.out.printf(
                    "%d messages in %d rounds over %d connections, MiB after each: %s%n",
                    stored,
                    ROUNDS,
                    cable.connections(),
                    IntStream.range(0, ROUNDS)
                            .mapToLong(i -> used[i] / MEBIBYTE)
                            .boxed()
                            .toList());
            assertThat(cable.connections()).isGreaterThan(PEOPLE * ROUNDS);
            assertThat(used[ROUNDS - 1] - used[ROUNDS / 2]).as("seed " + seed).isLessThan(NOISE);
        } finally {
            server.set("message.groupRatePerSecond", null);
        }
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
