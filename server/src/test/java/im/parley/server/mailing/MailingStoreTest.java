package im.parley.server.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.server.mailing.MailingStore.Round;
import im.parley.server.message.Content;
import im.parley.server.store.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gets a mailing, and which node brings it to them.
class MailingStoreTest {
    private static final Jdbi JDBI = TestDatabase.newApp().jdbi();
    private static final Letter LETTER = new Letter(
            List.of(new Content(Types.MSG_TEXT, RawJson.of("{\"text\":\"a \\u0000 \\\"b\\\"\"}"))),
            false,
            OfflinePushInfo.of("News", "Read"));
    private static final int USERS = 250;

    private final MailingStore one = new MailingStore(JDBI, "one", "VALUES ('one'), ('two')");
    private final MailingStore two = new MailingStore(JDBI, "two", "VALUES ('one'), ('two')");
    private final MailingStore oneIsDead = new MailingStore(JDBI, "two", "VALUES ('two')");
    private long first; // account number

    @BeforeEach
    void users() {
        JDBI.useHandle(handle -> {
            handle.execute("TRUNCATE account, mailing CASCADE");
            first = handle.createQuery("INSERT INTO account (user_id, created_at) SELECT 'user' || n, 0"
                            + " FROM generate_series(1, ?) AS n ORDER BY n RETURNING tiny_id")
                    .bind(0, USERS)
                    .mapTo(Long.class)
                    .first();
        });
    }

    private long add(long sender) {
        return JDBI.inTransaction(handle -> one.add(handle, 7, 1_000, sender, LETTER, Condition.NONE));
    }

    private static List<Long> all(MailingStore store) {
        var receivers = new ArrayList<Long>();
        for (var next = store.next(); !next.isEmpty(); next = store.next()) {
            receivers.addAll(next.getFirst().receivers());
            store.delivered(next.getFirst(), List.of());
        }
        return receivers;
    }

    @Test
    void all_but_the_sender_get_it_a_hundred_at_a_time() {
        long id = add(first + 1);

        var round = one.next().getFirst();
        assertThat(round)
                .usingRecursiveComparison()
                .ignoringFields("receivers")
                .isEqualTo(new Round(id, 0, 7, 1_000, first + 1, LETTER, List.of()));
        assertThat(round.receivers()).hasSize(100);
        one.delivered(round, List.of(first));
        assertThat(one.next().getFirst().receivers()).containsExactly(first);
        assertThat(all(one))
                .hasSize(USERS - 100)
                .contains(first, first + USERS - 1)
                .doesNotContain(first + 1, first + 2);
        one.endDelivered();
        JDBI.useHandle(handle -> assertThat(handle.select("SELECT letter IS NULL AND node IS NULL FROM mailing")
                        .mapTo(Boolean.class)
                        .one())
                .isTrue());
    }

    @Test
    void who_comes_later_and_who_is_deleted_does_not_get_it() {
        JDBI.useHandle(handle -> handle.execute("UPDATE account SET deleted_at = 1 WHERE tiny_id = ?", first));
        add(0);
        JDBI.useHandle(handle -> handle.execute("INSERT INTO account (user_id, created_at) VALUES ('late', 0)"));
        one.leaveOut(first + 200);

        assertThat(all(one))
                .containsExactlyElementsOf(LongStream.range(first + 1, first + USERS)
                        .filter(user -> user != first + 200)
                        .boxed()
                        .toList());
    }

    @Test
    void a_node_is_at_its_own_until_it_is_dead() {
        add(0);
        two.takeOver();
        assertThat(two.next()).isEmpty();
        one.delivered(one.next().getFirst(), List.of());

        oneIsDead.takeOver();

        assertThat(one.next()).isEmpty();
        assertThat(all(two)).hasSize(USERS - 100);
    }

    @Test
    void what_a_deleted_user_says_ends() {
        add(first);
        one.endOf(first + 1);
        assertThat(one.next()).hasSize(1);
        one.endOf(first);
        assertThat(one.next()).isEmpty();
    }
}
