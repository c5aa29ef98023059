package im.parley.bench;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.SearchMessages;
import im.parley.protocol.message.SendMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How long after its acknowledgement a search has found a message, while others are being stored, and how far
/// the index is behind then.
record SearchLag(ParleyServer server, Network network) {
    private static final int[] RATES = {0, 1_000, 2_000};
    private static final long PAUSE_MILLIS = 550;
    private static final int JITTER_MILLIS = 300;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    void measure(Settings settings, Report report) throws Exception {
        var table = report.table(
                "From acknowledged to found by a search, milliseconds, under a load of messages",
                "offered msg/s",
                "measured",
                "p50",
                "p99",
                "max",
                "waiting for the index",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        var client = server.client(network);
        var writer = client.signIn("lag-writer").get(1, TimeUnit.MINUTES);
        client.signIn("lag-reader").get(1, TimeUnit.MINUTES).socket().close();
        var pairs = ChatPair.open(client, "lag", Throughput.PAIRS, Throughput.TEXT_BYTES);
        try (var database = server.database()) {
            var markers = new Markers(writer);
            for (int rate : RATES) {
                var load = rate == 0 ? null : new OpenLoop(network.loop(), pairs, rate);
                if (load != null) {
                    load.start();
                    Thread.sleep(settings.warmUp().toMillis()); // the load runs meanwhile
                }
                var before = CpuSample.take(server.pids());
                var times = markers.send(settings.span().toNanos());
                var cores = CpuSample.take(server.pids()).since(before).cores();
                if (load != null) {
                    load.stop();
                }
                table.row(
                        rate,
                        times.getTotalCount(),
                        Latency.millis(times, 50),
                        Latency.millis(times, 99),
                        Latency.millis(times, 100),
                        waiting(database),
                        cores[0],
                        cores[1],
                        cores[2],
                        cores[3]);
                report.value("lagP50Millis" + rate, Latency.millis(times, 50));
                report.value("lagP99Millis" + rate, Latency.millis(times, 99));
            }
        }
        pairs.forEach(Pair::close);
        writer.socket().close();
    }

    private static long waiting(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        SELECT sum(head.last_sequence - coalesce(cursor.sequence, 0)) FROM conversation head
                        LEFT JOIN search_cursor cursor ON cursor.conversation_id = head.id
                        """)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Messages that are searched for once they are acknowledged.
    private static final class Markers {
        private static final ConversationId READER = new ConversationId.C2C("lag-reader");

        private final ChatClient.User writer;
        private final SplittableRandom random = new SplittableRandom(11);
        private int sent;

        Markers(ChatClient.User writer) {
            this.writer = writer;
        }

        Histogram send(long nanos) throws Exception {
            var times = new Histogram(PATIENCE_NANOS, 3);
            for (var end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
                pause();
                sendOne();
                var acked = System.nanoTime();
                while (!isFound()) {
                    if (System.nanoTime() - acked > PATIENCE_NANOS) {
                        throw new IllegalStateException("a message was not found within a minute");
                    }
                    pause();
                }
                times.recordValue(System.nanoTime() - acked);
            }
            return times;
        }

        private void pause() throws InterruptedException {
            // a session may search twice a second; and markers are to come at any moment of the indexer's round
            Thread.sleep(PAUSE_MILLIS + random.nextInt(JITTER_MILLIS));
        }

        private boolean isFound() throws Exception {
            var query =
                    new SearchMessages(List.of("marker number " + sent), null, null, null, READER, null, null, 1, null);
            return writer.socket()
                            .call(query)
                            .get(1, TimeUnit.MINUTES)
                            .path("totalCount")
                            .asInt()
                    > 0;
        }

        private void sendOne() throws Exception {
            var id = writer.tinyID() + "-" + Instant.now().getEpochSecond() + "-" + ++sent;
            var text = ("{\"text\":\"marker number " + sent + "\"}").getBytes(StandardCharsets.UTF_8);
            var message = new SendMessage(
                    MessageId.parse(id),
                    READER,
                    Types.MSG_TEXT,
                    RawJson.of(text),
                    null,
                    null,
                    false,
                    false,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null);
            writer.socket().call(message).get(1, TimeUnit.MINUTES);
        }
    }
}
