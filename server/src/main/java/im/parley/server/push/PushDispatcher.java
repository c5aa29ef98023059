package im.parley.server.push;

import im.parley.server.metrics.Metrics;
import im.parley.server.push.Jobs.Job;
import im.parley.server.push.PushProvider.Delivery;
import im.parley.server.push.PushProvider.Failed;
import im.parley.server.push.PushProvider.Gone;
import im.parley.server.push.PushProvider.Outcome;
import im.parley.server.push.PushProvider.Refused;
import im.parley.server.push.PushProvider.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes jobs and hands their notifications to the providers, until each has them or they are too old. What fails is
/// tried again after 1 s, then after twice as long each time, at most 5 minutes. A node that dies in between leaves its
/// jobs to the others: a notification may then come twice, under the same id.
final class PushDispatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PushDispatcher.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int JOBS_AT_ONCE = 20;
    private static final int MOST_DOUBLINGS = 9;

    private final Jobs jobs;
    private final Composer composer;
    private final PushProviders providers;
    private final Devices devices;
    private final BooleanSupplier isOn;
    private final Metrics metrics;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    PushDispatcher(
            String name,
            Jobs jobs,
            Composer composer,
            PushProviders providers,
            Devices devices,
            BooleanSupplier isOn,
            Metrics metrics) {
        this.jobs = jobs;
        this.composer = composer;
        this.providers = providers;
        this.devices = devices;
        this.isOn = isOn;
        this.metrics = metrics;
        this.thread = Thread.ofVirtual().name(name + "-push").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// There may be something to do.
    void wake() {
        work.release();
    }

    private void run() {
        while (!closing) {
            try {
                if (!isOn.getAsBoolean()) {
                    work.acquire();
                } else if (!dispatch()) {
                    work.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                }
                work.drainPermits();
            } catch (InterruptedException woken) {
                log.debug("the dispatcher is to stop");
            } catch (RuntimeException failed) {
                log.warn("offline push waits: {}", failed.getMessage());
                log.debug("offline push waits", failed);
                pause();
            }
        }
    }

    /// @return whether there was anything to do
    private boolean dispatch() {
        var taken = jobs.take(JOBS_AT_ONCE);
        if (taken.isEmpty()) {
            return false;
        }
        try {
            dispatch(taken);
        } catch (RuntimeException failed) {
            taken.forEach(job -> jobs.later(job, null, wait(job)));
            throw failed;
        }
        return true;
    }

    private void dispatch(List<Job> taken) {
        var composed = composer.compose(taken);
        var outcomes = send(composed.values().stream().flatMap(List::stream).toList());
        devices.removeGone(outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Gone)
                .map(entry -> entry.getKey().device())
                .toList());
        var done = new ArrayList<Job>();
        composed.forEach((job, deliveries) -> {
            if (!isToBeTriedAgain(job, deliveries, outcomes)) {
                done.add(job);
            }
        });
        jobs.done(done);
    }

    private boolean isToBeTriedAgain(Job job, List<Delivery> deliveries, Map<Delivery, Outcome> outcomes) {
        if (job.tries() == 1 && !deliveries.isEmpty()) {
            metrics.pushTried(job.age().toMillis());
        }
        var left = deliveries.stream()
                .filter(delivery -> outcomes.get(delivery) instanceof Failed)
                .map(delivery -> delivery.device().id())
                .toList();
        if (left.isEmpty()) {
            return false;
        }
        if (job.age().compareTo(PushReader.OLDEST) > 0) {
            metrics.pushesDropped(left.size());
            log.warn("{} notifications of one message are given up after {} tries", left.size(), job.tries());
            return false;
        }
        jobs.later(job, left, wait(job));
        return true;
    }

    private static Duration wait(Job job) {
        var wait = Duration.ofSeconds(1L << Math.min(job.tries() - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// Each provider gets all that is for its phones, and none waits for another to begin.
    private Map<Delivery, Outcome> send(List<Delivery> deliveries) {
        var outcomes = new ConcurrentHashMap<Delivery, Outcome>();
        var byProvider = new HashMap<PushProvider, List<Delivery>>();
        for (var delivery : deliveries) {
            providers
                    .of(delivery.device().vendor())
                    .ifPresentOrElse(
                            provider -> byProvider
                                    .computeIfAbsent(provider, key -> new ArrayList<>())
                                    .add(delivery),
                            () -> outcomes.put(delivery, new Refused("there is no provider for its vendor")));
        }
        var threads = new ArrayList<Thread>();
        byProvider.forEach((provider, some) -> threads.add(
                Thread.ofVirtual().name("push-provider").start(() -> outcomes.putAll(outcomes(provider, some)))));
        for (var waiting : threads) {
            try {
                waiting.join();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        deliveries.forEach(delivery -> outcomes.putIfAbsent(delivery, new Failed("the server stops")));
        count(outcomes);
        return outcomes;
    }

    private static Map<Delivery, Outcome> outcomes(PushProvider provider, List<Delivery> deliveries) {
        List<Outcome> results;
        try {
            results = provider.send(deliveries);
        } catch (RuntimeException unforeseen) {
            log.warn("notifications could not be handed on", unforeseen);
            results = Collections.nCopies(deliveries.size(), new Failed("unforeseen"));
        }
        var outcomes = new HashMap<Delivery, Outcome>();
        for (int i = 0; i < deliveries.size(); i++) {
            outcomes.put(deliveries.get(i), results.get(i));
        }
        return outcomes;
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
                    metrics.pushesDropped(1);
                    complaints.merge(why, 1, Integer::sum);
                }
            }
        }
        metrics.pushed(sent, failed, gone);
        complaints.forEach((why, number) -> log.warn("{} notifications did not go: {}", number, why));
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE); // the database may be back by then
        } catch (InterruptedException woken) {
            log.debug("the dispatcher is to stop");
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
