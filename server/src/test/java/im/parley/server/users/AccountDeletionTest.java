package im.parley.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.TestListener;
import im.parley.server.store.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nodes that take away what is kept for deleted accounts.
class AccountDeletionTest {
    private static final Jdbi JDBI = TestDatabase.newApp().jdbi();
    private static final String BOTH_ALIVE = "VALUES ('one'), ('two')";
    private static final String TWO_ALIVE = "VALUES ('two')";

    private final Accounts accounts = accounts();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> erased = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @BeforeEach
    void nobody() {
        JDBI.useHandle(handle -> handle.execute("TRUNCATE account"));
    }

    @AfterEach
    void endAll() {
        mayEnd.countDown();
        threads.close();
    }

    private static Accounts accounts() {
        var bus = new InProcessBus();
        bus.start(new TestListener(batch -> {}));
        return new Accounts(JDBI, bus, Clock.systemUTC());
    }

    private AccountDeletion deletion(String node, String alive, AccountDeletion.Part part) {
        return new AccountDeletion(accounts, List.of(part), node, alive);
    }

    private void note(Account account) {
        erased.add(account.userID());
    }

    private void noteAndWait(Account account) {
        note(account);
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void awaitBegun() throws InterruptedException {
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void assertNotMadeAnew(String userID) {
        assertThatThrownBy(() -> accounts.open(userID))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        refused -> assertThat(refused.code()).isEqualTo(60022));
    }

    @Test
    void while_one_is_at_an_account_nobody_else_is() throws Exception {
        accounts.getOrCreate("ida");
        var one = deletion("one", BOTH_ALIVE, this::noteAndWait);
        var two = deletion("two", BOTH_ALIVE, this::note);
        var first = threads.submit(() -> one.delete("ida"));
        awaitBegun();

        for (var node : List.of(one, two)) {
            node.delete("ida"); // a back end asks again
            node.run();
        }

        assertThat(erased).containsExactly("ida");
        assertThat(first).isNotDone();
        assertNotMadeAnew("ida");
        mayEnd.countDown();
        first.get(20, TimeUnit.SECONDS);
        two.run();
        assertThat(erased).containsExactly("ida");
        assertThat(accounts.open("ida").isDeleted()).isFalse();
    }

    @Test
    void what_a_dead_node_left_is_taken_over() throws Exception {
        accounts.getOrCreate("kim");
        var dead = threads.submit(
                () -> deletion("one", BOTH_ALIVE, this::noteAndWait).delete("kim"));
        awaitBegun();
        erased.clear();

        deletion("two", TWO_ALIVE, this::note).run();

        assertThat(erased).containsExactly("kim");
        assertThat(accounts.open("kim").isDeleted()).isFalse();
        mayEnd.countDown(); // it was only late
        dead.get(20, TimeUnit.SECONDS);
        assertThat(accounts().find("kim")).isPresent();
    }

    @Test
    void what_could_not_be_taken_away_is_left_to_the_next_run() {
        accounts.getOrCreate("lea");
        var failing = deletion("one", BOTH_ALIVE, account -> {
            throw new IllegalStateException("not now");
        });
        assertThatThrownBy(() -> failing.delete("lea")).hasMessage("not now");
        failing.run(); // logs it and goes on
        assertNotMadeAnew("lea");

        deletion("two", BOTH_ALIVE, this::note).run();

        assertThat(erased).containsExactly("lea");
        assertThat(accounts.open("lea").isDeleted()).isFalse();
    }

    @Test
    void a_node_that_could_not_say_that_it_is_done_does_it_again() {
        accounts.getOrCreate("max");
        var one = deletion("one", BOTH_ALIVE, this::note);
        JDBI.useHandle(handle -> handle.execute("""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''away''; END';
                CREATE TRIGGER away BEFORE UPDATE ON account FOR EACH ROW
                    WHEN (OLD.eraser IS NOT NULL AND NEW.eraser IS NULL) EXECUTE FUNCTION fail();
                """));
        assertThatThrownBy(() -> one.delete("max")).hasMessageContaining("away");
        JDBI.useHandle(handle -> handle.execute("DROP FUNCTION fail CASCADE"));
        erased.clear();

        one.run();

        assertThat(erased).containsExactly("max");
        assertThat(accounts.open("max").isDeleted()).isFalse();
    }
}
