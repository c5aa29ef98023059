package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many users in one program.
class ManyChatsTest extends Scenario {
    private static final String VIRTUAL = "\"parley-sdk";
    /// The server's, which asks web services.
    private static final Set<Thread> OTHERS = Thread.getAllStackTraces().keySet();

    @Test
    void a_hundred_users_share_two_threads_and_leave_none() {
        chatAround(100);

        everybodyLeaves();

        awaitNoThread();
    }

    @Test
    void a_hundred_chats_one_after_the_other_leave_no_thread() {
        var userID = server.freshUserID("user");
        for (int i = 0; i < 100; i++) {
            var chat = Chat.create(options());
            chat.setLogLevel(4);
            result(chat.login(userID, TestServer.userSig(userID)));
            result(chat.destroy());
        }
        awaitNoThread();
    }

    @Test
    @Tag("slow")
    void a_thousand_users_are_no_problem() {
        chatAround(1_000);
    }

    /// Each writes to the next.
    private void chatAround(int count) {
        var options = options().withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60));
        var people = IntStream.range(0, count)
                .mapToObj(i -> person(server.freshUserID("user"), options))
                .toList();
        var logins = people.stream()
                .map(person -> person.chat.login(person.userID, TestServer.userSig(person.userID)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(logins).join();
        people.forEach(person -> person.await(Events.SDK_READY));

        var sends = IntStream.range(0, count)
                .mapToObj(i ->
                        people.get(i).chat.sendMessage(people.get(i).messageTo(people.get((i + 1) % count), "hi " + i)))
                .toList();

        sends.forEach(send -> assertThat(result(send).sequence()).isEqualTo(1));
        for (int i = 0; i < count; i++) {
            assertThat(people.get((i + 1) % count).awaitTexts(1)).containsExactly("hi " + i);
        }
        assertThat(sdkThreads()).isEqualTo(2);
    }

    /// Neither of the platform's, which cost memory for as long as they live, nor virtual ones that hang.
    private void awaitNoThread() {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while ((sdkThreads() > 0 || allThreads().contains(VIRTUAL)) && System.nanoTime() < end) {
            Thread.yield();
        }
        assertThat(sdkThreads()).isZero();
        assertThat(allThreads()).doesNotContain(VIRTUAL);
    }

    /// A dump in JSON, the only one that has virtual threads.
    private String allThreads() {
        try {
            var file = Files.createTempDirectory("parley").resolve("threads.json");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long sdkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !OTHERS.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("parley-sdk") || name.matches("HttpClient-.*SelectorManager"))
                .count();
    }
}
