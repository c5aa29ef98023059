package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.FreePort;
import im.parley.protocol.Types;
import im.parley.protocol.session.Platform;
import im.parley.server.store.Database;
import im.parley.server.store.DatabaseConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Acknowledged means durable, exactly once and in order, whatever is killed while people write.
@Tag("slow")
class CrashTest {
    private static final int KILLS = 20;
    private static final int PEOPLE = 6;
    private static final int LONGEST_RUN = 150; // messages between two kills
    /// All write to one group, as fast as they can.
    private static final String[] FLAGS = {"--set", "message.groupRatePerSecond=100000"};

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Person> people = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        CompletableFuture.allOf(
                        people.stream().map(person -> person.chat.destroy()).toArray(CompletableFuture[]::new))
                .join();
    }

    @Test
    void a_killed_server_loses_nothing() throws Exception {
        try (var server = new ChildServer(folder(), FLAGS)) {
            var traffic = startTraffic("ws://127.0.0.1:" + server.port());
            for (int i = 0; i < KILLS; i++) {
                traffic.awaitAcks(random.nextInt(1, LONGEST_RUN));
                server.kill();
                server.start();
            }
            finish(traffic);
        }
    }

    @Test
    void a_killed_database_loses_nothing() throws Exception {
        try (var server = new ChildServer(folder(), FLAGS)) {
            var traffic = startTraffic("ws://127.0.0.1:" + server.port());
            for (int i = 0; i < KILLS; i++) {
                traffic.awaitAcks(random.nextInt(1, LONGEST_RUN));
                server.killDatabase();
            }
            finish(traffic);
        }
    }

    @Test
    void a_killed_node_of_two_loses_nothing() throws Exception {
        var nats = startNats();
        try (var database = Database.open(new DatabaseConfig.Embedded(folder()))) {
            var shared = List.of("--postgres", database.connectUrl(), "--nats", "nats://127.0.0.1:" + natsPort);
            try (var one = node("one", shared);
                    var two = node("two", shared);
                    var balancer = new Cable(one.port(), two.port())) {
                var traffic = startTraffic(balancer.address());
                for (int i = 0; i < KILLS; i++) {
                    traffic.awaitAcks(random.nextInt(1, LONGEST_RUN));
                    var victim = random.nextBoolean() ? one : two;
                    victim.kill();
                    traffic.awaitAcks(random.nextInt(1, LONGEST_RUN)); // on the other node
                    victim.start();
                }
                finish(traffic);
            }
        } finally {
            nats.destroyForcibly().onExit().join();
        }
    }

    @Test
    void who_is_in_a_live_room_goes_on_there_when_a_node_is_killed() throws Exception {
        var nats = startNats();
        try (var database = Database.open(new DatabaseConfig.Embedded(folder()))) {
            var shared = List.of("--postgres", database.connectUrl(), "--nats", "nats://127.0.0.1:" + natsPort);
            try (var one = node("one", shared);
                    var two = node("two", shared);
                    var toTwo = new Cable(two.port(), one.port())) {
                var ann = person("ann", "ws://127.0.0.1:" + one.port()).logIn();
                var bob = person("bob", toTwo.address()).logIn();
                var room = Person.result(ann.chat.createGroup(new GroupCreation("Live").type(Types.GRP_AVCHATROOM)))
                        .group();
                Person.result(ann.chat.joinGroup(room.groupID()));
                Person.result(bob.chat.joinGroup(room.groupID()));
                bob.send("from two").to(room);
                assertThat(ann.awaitTexts(1)).containsExactly("from two");

                two.kill();
                bob.send("from one, now").to(room);

                assertThat(ann.awaitTexts(1)).containsExactly("from one, now");
                ann.send("welcome").to(room);
                assertThat(bob.awaitTexts(1)).containsExactly("welcome");
                two.start();
                var cid = person("cid", "ws://127.0.0.1:" + two.port()).logIn();
                var joined = Person.result(cid.chat.joinGroup(room.groupID())).group();
                assertThat(joined.memberCount()).isEqualTo(3);
                cid.send("from two again").to(room);
                assertThat(bob.awaitTexts(1)).containsExactly("from two again");
                assertThat(bob.unexpectedMessages()).isEmpty();
            }
        } finally {
            nats.destroyForcibly().onExit().join();
        }
    }

    private Person person(String userID, String address) {
        var chat = Chat.createAnother(ChatOptions.of(TestServer.APP, address)
                .withPlatform(Platform.LINUX)
                .withTimeouts(TIMEOUT, TIMEOUT));
        chat.setLogLevel(2);
        var person = new Person(userID, chat);
        people.add(person);
        return person;
    }

    private Traffic startTraffic(String address) {
        IntStream.range(0, PEOPLE).forEach(i -> person("user-" + i, address));
        people.forEach(Person::logIn);
        var owner = people.getFirst();
        var others = people.subList(1, people.size()).stream()
                .map(person -> person.userID)
                .toList();
        var group = Person.result(owner.chat.createGroup(
                        new GroupCreation("Everybody").type(Types.GRP_PUBLIC).members(others)))
                .group();
        people.forEach(person -> person.awaitGroups(list -> !list.isEmpty()));
        return new Traffic(people, group, seed);
    }

    private void finish(Traffic traffic) throws InterruptedException {
        traffic.awaitAcks(LONGEST_RUN);
        assertThat(traffic.finish()).as("seed " + seed).isGreaterThan(KILLS);
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("parley");
    }

    private static ChildServer node(String name, List<String> shared) throws IOException {
        var flags = new ArrayList<>(shared);
        flags.addAll(List.of(FLAGS));
        flags.addAll(List.of("--node", name));
        return new ChildServer(folder(), flags.toArray(String[]::new));
    }

    private int natsPort;

    private Process startNats() throws IOException {
        natsPort = FreePort.find();
        var debian = Path.of("/usr/sbin/nats-server"); // where a user's PATH does not look
        var process = new ProcessBuilder(
                        Files.isExecutable(debian) ? debian.toString() : "nats-server",
                        "-a",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(natsPort))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), natsPort)) {
                assertThat(socket.isConnected()).isTrue();
                return process;
            } catch (IOException notYet) {
                assertThat(process.isAlive()).isTrue();
            }
        }
    }
}
