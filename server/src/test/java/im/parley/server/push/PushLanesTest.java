package im.parley.server.push;

import static im.parley.server.push.ProviderTests.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.push.PushVendor;
import im.parley.server.http.WebService;
import im.parley.server.http.WebService.Answer;
import im.parley.server.metrics.Metrics;
import im.parley.server.push.Jobs.Draft;
import im.parley.server.push.Jobs.Job;
import im.parley.server.push.PushProvider.About;
import im.parley.server.push.PushProvider.Delivery;
import im.parley.server.push.PushProvider.Outcome;
import im.parley.server.push.PushProvider.Sent;
import im.parley.server.store.AppStore;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Providers side by side: the hook hangs, and another vendor's notifications go on, in their order.
class PushLanesTest {
    private static final int MESSAGES = 50; // more than are taken at once
    private static final long CONVERSATION = 7;
    private static final String NODE = "node";

    private final AppStore store = TestDatabase.newApp();
    private final Jobs jobs = new Jobs(store.jdbi(), NODE);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Quick quick = new Quick();
    private WebService hook;
    private PushDispatcher dispatcher;

    /// Brings everything at once to phones of one vendor.
    private static final class Quick implements PushProvider {
        final BlockingQueue<Long> brought = new LinkedBlockingQueue<>();

        @Override
        public boolean reaches(PushVendor vendor) {
            return vendor == PushVendor.FCM;
        }

        @Override
        public List<Outcome> send(List<Delivery> deliveries) {
            deliveries.forEach(delivery -> brought.add(delivery.about().sequence()));
            return deliveries.stream().<Outcome>map(delivery -> new Sent()).toList();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @BeforeEach
    void start() throws IOException {
        hook = new WebService(asked -> {
            try {
                release.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return new Answer(200, "{}");
        });
        var providers = new PushProviders(List.of(quick, new Hook(hook.address("/push"), null, Clock.systemUTC())));
        var parts = new PushLane.Parts(
                jobs,
                this::compose,
                new Devices(store.jdbi(), TestDatabase.background(), Clock.systemUTC()),
                () -> true,
                new Metrics());
        dispatcher = new PushDispatcher("test", providers, parts);
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO node (incarnation, name, alive_until)"
                                + " VALUES (?, 'node', clock_timestamp() + interval '1 hour')",
                        NODE));
    }

    @AfterEach
    void stop() {
        release.countDown();
        dispatcher.close();
        hook.close();
    }

    private Map<Job, List<Delivery>> compose(Collection<Job> taken) {
        var composed = new LinkedHashMap<Job, List<Delivery>>();
        taken.forEach(job -> composed.put(job, List.of(delivery(job))));
        return composed;
    }

    private static Delivery delivery(Job job) {
        return new Delivery(
                1400000001,
                "7-" + job.sequence(),
                new Device(job.vendor().ordinal(), 1, "phone", job.vendor(), "token", null, "", true),
                Notification.of(job.vendor(), INFO, "Ann", "hello", "ic_chat"),
                false,
                null,
                new About("bob", "C2Cann", "ann", "1-2-3", job.sequence(), 1_700_000_000));
    }

    private void add(PushVendor vendor) {
        store.jdbi()
                .useTransaction(handle -> Jobs.add(
                        handle,
                        IntStream.rangeClosed(1, MESSAGES)
                                .mapToObj(i -> new Draft(CONVERSATION, i, i, vendor, List.of(1L)))
                                .toList()));
        dispatcher.wake();
    }

    private int left(PushVendor vendor) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM push_job WHERE vendor = ?")
                        .bind(0, vendor.wireName())
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void one_that_hangs_holds_up_no_other() throws Exception {
        dispatcher.start();
        add(PushVendor.HUAWEI);
        assertThat(hook.asked.poll(10, TimeUnit.SECONDS)).isNotNull();

        add(PushVendor.FCM);

        for (long expected = 1; expected <= MESSAGES; expected++) {
            assertThat(quick.brought.poll(5, TimeUnit.SECONDS)).isEqualTo(expected);
        }
        Await.until(() -> left(PushVendor.FCM) == 0);
        assertThat(left(PushVendor.HUAWEI)).isEqualTo(MESSAGES);
        release.countDown();
        Await.until(() -> left(PushVendor.HUAWEI) == 0);
    }

    @Test
    void what_hangs_when_the_server_stops_is_left_to_others_at_once() throws Exception {
        dispatcher.start();
        add(PushVendor.HUAWEI);
        assertThat(hook.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
        long begun = System.nanoTime();

        dispatcher.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(left(PushVendor.HUAWEI)).isEqualTo(MESSAGES);
        var others = new Jobs(store.jdbi(), "another");
        Await.until(() -> others.take(List.of(PushVendor.HUAWEI), MESSAGES).size() > 0);
    }
}
