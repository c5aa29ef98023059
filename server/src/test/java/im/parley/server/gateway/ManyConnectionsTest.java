package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// 10,000 clients connect at the same moment: all get in, and one who is there already keeps talking.
@Tag("slow")
class ManyConnectionsTest {
    private static final int CLIENTS = 10_000;

    @Test
    @Timeout(90)
    void clients_that_come_all_at_once_get_in_and_nobody_else_waits() throws Exception {
        try (var app = new TestApp(TestApp.quick(Duration.ofMinutes(5), Duration.ofMinutes(5)));
                var witness = RawClient.open(app.port())) {
            witness.signIn("witness");
            var clients = ManyClients.start(app.port(), CLIENTS);
            try {
                var allIn = CompletableFuture.supplyAsync(() -> firstLine(clients));
                var latencies = new long[100_000];
                int asked = 0;
                while (!isDone(allIn) && asked < latencies.length) {
                    long start = System.nanoTime();
                    assertThat(witness.call(asked + 2, "session.ping", "{}")
                                    .get("code")
                                    .asInt())
                            .isZero();
                    latencies[asked++] = System.nanoTime() - start;
                }
                assertThat(allIn).isCompletedWithValue("all in");
                // the last is counted a moment later
                assertThat(app.gateway.connections()).isBetween(CLIENTS, CLIENTS + 1);
                Arrays.sort(latencies, 0, asked);
                assertThat(latencies[asked / 2]).as("median answer, ns").isLessThan(TimeUnit.MILLISECONDS.toNanos(250));
                assertThat(latencies[asked - 1]).as("slowest answer, ns").isLessThan(TimeUnit.SECONDS.toNanos(5));
            } finally {
                clients.destroyForcibly().onExit().join();
            }
        }
    }

    private static String firstLine(Process process) {
        return new BufferedReader(process.inputReader(StandardCharsets.UTF_8))
                .lines()
                .findFirst()
                .orElse("gone");
    }

    /// Within five milliseconds.
    private static boolean isDone(CompletableFuture<?> future) throws Exception {
        try {
            future.get(5, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }
}
