package im.parley.bench;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.SendMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How long after its acknowledgement a message is in the index, while others are being stored.
record SearchLag(ParleyServer server, Network network) {
    private static final int[] RATES = {0, 1_000, 2_000};
    private static final long PAUSE_MILLIS = 400;
    private static final int JITTER_MILLIS = 300; // so that markers come at any moment of the indexer's round
    private static final long POLL_MILLIS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    void measure(Settings settings, Report report) throws Exception {
        var table = report.table(
                "From acknowledged to in the index, milliseconds, under a load of messages",
                "offered msg/s",
                "measured",
                "p50",
                "p99",
                "max",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        var client = server.client(network);
        var writer = client.signIn("lag-writer").get(1, TimeUnit.MINUTES);
        client.signIn("lag-reader").get(1, TimeUnit.MINUTES).socket().close();
        var pairs = ChatPair.open(client, "lag", Throughput.PAIRS, Throughput.TEXT_BYTES);
        try (var database = server.database()) {
            var markers = new Markers(writer, database);
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

    /// Messages whose way into the index is watched in the index's own table.
    private static final class Markers {
        private final ChatClient.User writer;
        private final Connection database;
        private final SplittableRandom random = new SplittableRandom(11);
        private int sent;

        Markers(ChatClient.User writer, Connection database) {
            this.writer = writer;
            this.database = database;
        }

        Histogram send(long nanos) throws Exception {
            var times = new Histogram(PATIENCE_NANOS, 3);
            for (var end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
                Thread.sleep(PAUSE_MILLIS + random.nextInt(JITTER_MILLIS)); // out of step with the indexer's rounds
                var sequence = sendOne();
                var acked = System.nanoTime();
                while (indexed() < sequence) {
                    if (System.nanoTime() - acked > PATIENCE_NANOS) {
                        throw new IllegalStateException("a message was not indexed within a minute");
                    }
                    Thread.sleep(POLL_MILLIS); // the indexer tells nobody
                }
                times.recordValue(System.nanoTime() - acked);
            }
            return times;
        }

        private long sendOne() throws Exception {
            var id = writer.tinyID() + "-" + Instant.now().getEpochSecond() + "-" + ++sent;
            var text = ("{\"text\":\"marker number " + sent + "\"}").getBytes(StandardCharsets.UTF_8);
            var message = new SendMessage(
                    MessageId.parse(id),
                    new ConversationId.C2C("lag-reader"),
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
            return writer.socket()
                    .call(message)
                    .get(1, TimeUnit.MINUTES)
                    .path("sequence")
                    .asLong();
        }

        private long indexed() throws SQLException {
            try (var query = database.prepareStatement("""
                    SELECT coalesce(max(s.sequence), 0) FROM search_message s WHERE s.conversation_id = (
                        SELECT c.id FROM conversation c JOIN account a ON a.user_id = 'lag-writer'
                            JOIN account b ON b.user_id = 'lag-reader'
                        WHERE c.low_user = least(a.tiny_id, b.tiny_id) AND c.high_user = greatest(a.tiny_id, b.tiny_id))
                    """);
                    var rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
