package im.parley.server.metrics;

import im.parley.protocol.CloseReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Everything a process counts, one method each: what is counted is looked up once, counting is an
/// addition. Safe for use by many threads. One for the whole process; the apps share it.
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollector = new JvmGcMetrics();
    private final Map<String, OperationMetrics> operations = new ConcurrentHashMap<>();
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);

    private final Counter connectionsOpened = counter("parley.connections.opened", "Sockets that were opened");
    private final Counter framesIn = counter("parley.frames.received", "Text frames from clients");
    private final Counter framesOut = counter("parley.frames.sent", "Text frames to clients");
    private final Counter framesShed = counter("parley.frames.shed", "Frames refused because too many came a second");
    private final Counter framesMalformed = counter("parley.frames.malformed", "Frames that could not be read");
    private final Counter messages = counter("parley.messages.stored", "Messages that were committed");
    private final Counter duplicates = counter("parley.messages.duplicates", "Sends that repeated an earlier one");
    private final Counter deliveries = counter("parley.fanout.deliveries", "Pushes handed to local sessions");
    private final Counter pushesSent = counter("parley.push.sent", "Notifications that vendors or the hook took");
    private final Counter pushesFailed = counter("parley.push.failed", "Notifications that are to be tried again");
    private final Counter pushesDropped =
            counter("parley.push.dropped", "Notifications given up: refused, too old, or for phones of no provider");
    private final Counter phonesGone = counter("parley.push.gone", "Phones forgotten on a vendor's word");
    private final Timer pushDelay = Timer.builder("parley.push.delay")
            .description("Time from a message to the first try of its notifications")
            .serviceLevelObjectives(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5))
            .register(registry);
    private final Timer commit = Timer.builder("parley.commit")
            .description("Time to store a batch of messages")
            .serviceLevelObjectives(
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2))
            .register(registry);
    private final DistributionSummary batch = DistributionSummary.builder("parley.commit.batch")
            .description("Messages stored by one commit")
            .serviceLevelObjectives(1, 4, 16, 64, 256, 1_000)
            .register(registry);

    public Metrics() {
        for (var reason : CloseReason.values()) {
            closed.put(
                    reason,
                    Counter.builder("parley.connections.closed")
                            .description("Sockets that the server closed, by reason")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbageCollector.bindTo(registry);
    }

    /// The counters of one operation; the same object for the same name. Look it up once, not for each
    /// request.
    ///
    /// @param name as on the wire, or the command of a REST call
    public OperationMetrics operation(String name) {
        return operations.computeIfAbsent(name, key -> new OperationMetrics(registry, key));
    }

    /// A number that is asked for whenever somebody looks: open sockets, sessions, what waits in a queue.
    ///
    /// @param name in words with dots, such as `connections` or `queue.append`; shown as `parley_…`
    public void gauge(String name, String description, IntSupplier value) {
        Gauge.builder("parley." + name, value, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    public void connectionOpened() {
        connectionsOpened.increment();
    }

    /// The server closed a socket.
    public void connectionClosed(CloseReason reason) {
        var counter = closed.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    public void frameReceived() {
        framesIn.increment();
    }

    public void frameSent() {
        framesOut.increment();
    }

    public void frameShed() {
        framesShed.increment();
    }

    public void frameMalformed() {
        framesMalformed.increment();
    }

    /// A batch of messages was stored.
    ///
    /// @param stored how many messages are new
    /// @param repeated how many sends named a message that was there already
    /// @param nanos from the start of the statement to the end of the commit
    public void committed(int stored, int repeated, long nanos) {
        messages.increment(stored);
        duplicates.increment(repeated);
        batch.record(stored);
        commit.record(Duration.ofNanos(nanos));
    }

    /// Pushes were handed to local sessions.
    public void delivered(int pushes) {
        deliveries.increment(pushes);
    }

    /// Notifications were handed on, successfully or not.
    ///
    /// @param failed to be tried again
    /// @param gone phones that are no more
    public void pushed(int sent, int failed, int gone) {
        pushesSent.increment(sent);
        pushesFailed.increment(failed);
        phonesGone.increment(gone);
    }

    /// Notifications were given up.
    public void pushesDropped(int number) {
        pushesDropped.increment(number);
    }

    /// The notifications of a message were tried for the first time.
    ///
    /// @param millis since it was sent
    public void pushTried(long millis) {
        pushDelay.record(Duration.ofMillis(Math.max(millis, 0)));
    }

    /// A back end was asked or told something by webhook.
    ///
    /// @param command such as `C2C.CallbackBeforeSendMsg`
    /// @param answered whether it gave an answer that can be used
    public void called(String command, boolean answered) {
        Counter.builder("parley.callbacks")
                .description("Calls of back ends by webhook")
                .tag("command", command)
                .tag("answered", Boolean.toString(answered))
                .register(registry)
                .increment();
    }

    /// The counters that say at a glance how the process does. All grow from its start on.
    ///
    /// @param answered requests of clients that were answered well
    /// @param seconds that those took together
    /// @param refused requests of clients that were refused
    /// @param messages that were committed
    /// @param commits that stored them
    /// @param commitSeconds that those took together
    /// @param deliveries pushes handed to sessions of this process
    public record Totals(
            long answered,
            double seconds,
            long refused,
            long messages,
            long commits,
            double commitSeconds,
            long deliveries) {}

    /// The counters as they are now.
    public Totals totals() {
        var all = operations.values();
        return new Totals(
                all.stream().mapToLong(OperationMetrics::answered).sum(),
                all.stream().mapToDouble(OperationMetrics::seconds).sum(),
                all.stream().mapToLong(OperationMetrics::refused).sum(),
                (long) messages.count(),
                commit.count(),
                commit.totalTime(TimeUnit.SECONDS),
                (long) deliveries.count());
    }

    /// Everything, in Prometheus' text form.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollector.close();
        registry.close();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
