package im.parley.server.push;

import im.parley.protocol.push.PushVendor;
import im.parley.server.message.Rounds;
import im.parley.server.metrics.Metrics;
import im.parley.server.push.Jobs.Job;
import im.parley.server.push.PushProvider.Delivery;
import im.parley.server.push.PushProvider.Failed;
import im.parley.server.push.PushProvider.Gone;
import im.parley.server.push.PushProvider.Outcome;
import im.parley.server.push.PushProvider.Refused;
import im.parley.server.push.PushProvider.Sent;
import im.parley.server.push.PushProviders.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the jobs of one provider and hands it their notifications, a few jobs at a time, until it has them or they
/// are too old. What fails is tried again after 1 s, then after twice as long each time, at most 5 minutes. A node
/// that dies in between leaves its jobs to the others: a notification may then come twice, under the same id.
final class PushLane implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PushLane.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int JOBS_AT_ONCE = 20;
    private static final int MOST_DOUBLINGS = 9;

    private final @Nullable PushProvider provider;
    private final Set<PushVendor> vendors;
    private final Parts parts;
    private final Rounds rounds;
    private volatile @Nullable FutureTask<List<Outcome>> sending;

    /// What all lanes work with.
    ///
    /// @param composer makes notifications of jobs
    /// @param isOn whether anything is pushed
    record Parts(
            Jobs jobs,
            Function<List<Job>, Map<Job, List<Delivery>>> composer,
            Devices devices,
            BooleanSupplier isOn,
            Metrics metrics) {}

    PushLane(String name, Way way, Parts parts) {
        this.provider = way.provider();
        this.vendors = way.vendors();
        this.parts = parts;
        this.rounds = new Rounds(name + "-push", "offline push", this::round);
    }

    void start() {
        rounds.start();
    }

    /// There may be something to do. Never blocks.
    void wake() {
        rounds.wake();
    }

    private void round() throws InterruptedException {
        if (!parts.isOn().getAsBoolean() || !dispatch()) {
            rounds.await(LOOK_EVERY);
        }
    }

    /// @return whether there was anything to do
    private boolean dispatch() {
        var taken = parts.jobs().take(vendors, JOBS_AT_ONCE);
        if (taken.isEmpty()) {
            return false;
        }
        try {
            dispatch(taken);
        } catch (RuntimeException failed) {
            taken.forEach(job -> parts.jobs().later(job, null, wait(job)));
            throw failed;
        }
        return true;
    }

    private void dispatch(List<Job> taken) {
        var composed = parts.composer().apply(taken);
        var outcomes = send(composed.values().stream().flatMap(List::stream).toList());
        parts.devices()
                .removeGone(outcomes.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Gone)
                        .map(entry -> entry.getKey().device())
                        .toList());
        var done = new ArrayList<Job>();
        composed.forEach((job, deliveries) -> {
            if (!isToBeTriedAgain(job, deliveries, outcomes)) {
                done.add(job);
            }
        });
        parts.jobs().done(done);
    }

    private boolean isToBeTriedAgain(Job job, List<Delivery> deliveries, Map<Delivery, Outcome> outcomes) {
        if (job.tries() == 1 && !deliveries.isEmpty()) {
            parts.metrics().pushTried(job.age().toMillis());
        }
        var left = deliveries.stream()
                .filter(delivery -> outcomes.get(delivery) instanceof Failed)
                .map(delivery -> delivery.device().id())
                .toList();
        if (left.isEmpty()) {
            return false;
        }
        if (job.age().compareTo(PushReader.OLDEST) > 0) {
            parts.metrics().pushesDropped(left.size());
            log.warn("{} notifications of one message are given up after {} tries", left.size(), job.tries());
            return false;
        }
        parts.jobs().later(job, left, wait(job));
        return true;
    }

    private static Duration wait(Job job) {
        var wait = Duration.ofSeconds(1L << Math.min(job.tries() - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Map<Delivery, Outcome> send(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        var results = provider == null
                ? Collections.<Outcome>nCopies(deliveries.size(), new Refused("there is no provider for its vendor"))
                : send(provider, deliveries);
        var outcomes = new HashMap<Delivery, Outcome>();
        for (int i = 0; i < deliveries.size(); i++) {
            outcomes.put(deliveries.get(i), results.get(i));
        }
        count(outcomes);
        return outcomes;
    }

    /// On a thread of its own, so that it can be interrupted without harm to a connection of the database.
    private List<Outcome> send(PushProvider to, List<Delivery> deliveries) {
        var task = new FutureTask<>(() -> to.send(deliveries));
        sending = task;
        if (rounds.isClosing()) {
            task.cancel(true);
        }
        Thread.ofVirtual().name("push-provider").start(task);
        try {
            return task.get();
        } catch (ExecutionException unforeseen) {
            log.warn("notifications could not be handed on", unforeseen.getCause());
            return Collections.nCopies(deliveries.size(), new Failed("unforeseen"));
        } catch (CancellationException stopping) {
            return Collections.nCopies(deliveries.size(), new Failed("the server stops"));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return Collections.nCopies(deliveries.size(), new Failed("the server stops"));
        }
    }

    private void count(Map<Delivery, Outcome> outcomes) {
        int sent = 0;
        int failed = 0;
        int gone = 0;
        var complaints = new HashMap<String, Integer>();
        for (var outcome : outcomes.values()) {
            switch (outcome) {
                case Sent _ -> sent++;
                case Gone _ -> gone++;
                case Failed(var why) -> {
                    failed++;
                    complaints.merge(why, 1, Integer::sum);
                }
                case Refused(var why) -> {
                    parts.metrics().pushesDropped(1);
                    complaints.merge(why, 1, Integer::sum);
                }
            }
        }
        parts.metrics().pushed(sent, failed, gone);
        complaints.forEach((why, number) -> log.warn("{} notifications did not go: {}", number, why));
    }

    /// Ends soon: what the provider has under way is tried again, by whoever lives. Returns at once.
    void stop() {
        rounds.stop();
        var underWay = sending;
        if (underWay != null) {
            underWay.cancel(true);
        }
    }

    @Override
    public void close() {
        stop();
        rounds.close();
    }
}
