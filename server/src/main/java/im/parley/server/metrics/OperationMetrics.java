package im.parley.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counters of one operation: `parley_requests_total{op, code}` and `parley_request_seconds{op}`. Safe for
/// use by many threads.
public final class OperationMetrics {
    private final MeterRegistry registry;
    private final String name;
    private final Counter succeeded;
    private final Map<Integer, Counter> failed = new ConcurrentHashMap<>();
    private final Timer duration;

    OperationMetrics(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
        succeeded = counter(0);
        duration = Timer.builder("parley.request")
                .description("Time from a request's frame to its answer")
                .tag("op", name)
                .register(registry);
    }

    /// A request was answered well.
    ///
    /// @param nanos since its frame was read
    public void succeeded(long nanos) {
        succeeded.increment();
        duration.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// A request was refused.
    ///
    /// @param code a number of [im.parley.protocol.ErrorCode]
    public void failed(int code) {
        failed.computeIfAbsent(code, this::counter).increment();
    }

    /// How many requests were answered well.
    long answered() {
        return duration.count();
    }

    /// How many were refused.
    long refused() {
        return (long) failed.values().stream().mapToDouble(Counter::count).sum();
    }

    /// Seconds that those which were answered well took together.
    double seconds() {
        return duration.totalTime(TimeUnit.SECONDS);
    }

    private Counter counter(int code) {
        return Counter.builder("parley.requests")
                .description("Requests, by operation and the code of the answer")
                .tag("op", name)
                .tag("code", Integer.toString(code))
                .register(registry);
    }
}
