package im.parley.server.mailing;

import im.parley.server.message.SystemAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// The tables `mailing` and `mailing_round`. Safe for use by many threads.
final class MailingStore {
    /// Receivers of a round: their messages are stored together, and what others write waits for no longer than that.
    private static final int ROUND = 100;

    private final Jdbi jdbi;
    private final String node;
    private final String alive;

    /// @param node name of this run of this node
    /// @param alive SQL: the names of the runs of nodes that are alive
    MailingStore(Jdbi jdbi, String node, String alive) {
        this.jdbi = jdbi;
        this.node = node;
        this.alive = alive;
    }

    /// Some of those who have not got a mailing yet.
    ///
    /// @param random of its first message
    /// @param madeAt milliseconds since 1970
    /// @param sender account number, like those of the receivers
    record Round(
            long mailing, long number, long random, long madeAt, long sender, Letter letter, List<Long> receivers) {}

    /// Until the transaction ends, no other mailing begins.
    static void takeTurns(Handle handle) {
        handle.execute("LOCK TABLE mailing IN SHARE ROW EXCLUSIVE MODE");
    }

    /// Lets random numbers be used again; those of mailings that go on may not.
    static void forget(Handle handle, long before) {
        handle.execute("DELETE FROM mailing WHERE made_at < ? AND letter IS NULL", before);
    }

    static Optional<Long> find(Handle handle, long random) {
        return handle.createQuery("SELECT id FROM mailing WHERE random = :random")
                .bind("random", random)
                .mapTo(Long.class)
                .findOne();
    }

    static long lastMadeAt(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(made_at), 0) FROM mailing")
                .mapTo(Long.class)
                .one();
    }

    static int countSince(Handle handle, long since) {
        return handle.createQuery("SELECT count(*) FROM mailing WHERE made_at > :since")
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /// Adds one for all who exist now and meet the condition, but the sender. One statement looks at all accounts.
    long add(Handle handle, long random, long now, long sender, Letter letter, Condition condition) {
        long mailing = handle.createQuery("""
                        INSERT INTO mailing (random, made_at, sender, letter, node)
                        VALUES (:random, :now, :sender, :letter, :node) RETURNING id
                        """)
                .bind("random", random)
                .bind("now", now)
                .bind("sender", sender)
                .bind("letter", letter.json())
                .bind("node", node)
                .mapTo(Long.class)
                .one();
        var numbers = UserAttributes.numbers(handle);
        var any = Attributes.of(numbers, condition.anyAttribute());
        var all = Attributes.of(numbers, condition.allAttributes());
        handle.createUpdate("""
                        INSERT INTO mailing_round (mailing, number, receivers)
                        SELECT :mailing, place / :round, array_agg(tiny_id ORDER BY tiny_id)
                        FROM (SELECT tiny_id, row_number() OVER (ORDER BY tiny_id) - 1 AS place
                            FROM account
                            WHERE deleted_at = 0 AND tiny_id NOT IN (:sender, :system)
                                AND (cardinality(:anyTag) = 0 OR tiny_id IN (
                                    SELECT tiny_id FROM account_tag WHERE tag = ANY (:anyTag)))
                                AND (cardinality(:allTags) = 0 OR tiny_id IN (
                                    SELECT tiny_id FROM account_tag WHERE tag = ANY (:allTags)
                                    GROUP BY tiny_id HAVING count(*) = cardinality(:allTags)))
                                AND (cardinality(:anyNumber) = 0 OR tiny_id IN (
                                    SELECT tiny_id FROM account_attribute
                                    JOIN unnest(:anyNumber, :anyValue) AS any_of (number, value) USING (number, value)))
                                AND (cardinality(:allNumbers) = 0 OR tiny_id IN (
                                    SELECT tiny_id FROM account_attribute
                                    JOIN unnest(:allNumbers, :allValues) AS all_of (number, value) USING (number, value)
                                    GROUP BY tiny_id HAVING count(*) = cardinality(:allNumbers)))) AS chosen
                        GROUP BY 2
                        """)
                .bind("mailing", mailing)
                .bind("round", ROUND)
                .bind("sender", sender)
                .bind("system", SystemAccount.TINY_ID)
                .bindArray("anyTag", String.class, condition.anyTag().toArray())
                .bindArray("allTags", String.class, condition.allTags().toArray())
                .bindArray("anyNumber", Integer.class, any.numbers.toArray())
                .bindArray("anyValue", String.class, any.values.toArray())
                .bindArray("allNumbers", Integer.class, all.numbers.toArray())
                .bindArray("allValues", String.class, all.values.toArray())
                .execute();
        return mailing;
    }

    /// From now on this node is at the mailings that no living one is at.
    void takeOver() {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE mailing SET node = :node
                        WHERE letter IS NOT NULL AND (node IS NULL OR node <> :node AND node NOT IN (%s))
                        """.formatted(alive)).bind("node", node).execute());
    }

    /// The next round of each mailing that this node is at, the oldest mailing first.
    List<Round> next() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, number, random, made_at, sender, letter, receivers
                        FROM mailing CROSS JOIN LATERAL (
                            SELECT number, receivers FROM mailing_round WHERE mailing = id ORDER BY number LIMIT 1) AS next
                        WHERE letter IS NOT NULL AND node = :node
                        ORDER BY id
                        """)
                .bind("node", node)
                .map(MailingStore::round)
                .list());
    }

    private static Round round(ResultSet row, StatementContext context) throws SQLException {
        return new Round(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                Letter.read(row.getString(6)),
                List.of((Long[]) row.getArray(7).getArray())); // the driver's type for bigint[]
    }

    /// A round was delivered.
    ///
    /// @param left account numbers of those who have not got it
    void delivered(Round round, Collection<Long> left) {
        jdbi.useHandle(handle -> (left.isEmpty()
                        ? handle.createUpdate("DELETE FROM mailing_round WHERE mailing = :mailing AND number = :number")
                        : handle.createUpdate("UPDATE mailing_round SET receivers = :left"
                                        + " WHERE mailing = :mailing AND number = :number")
                                .bindArray("left", Long.class, left.toArray()))
                .bind("mailing", round.mailing())
                .bind("number", round.number())
                .execute());
    }

    /// Nobody gets it any more.
    void end(long mailing) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM mailing_round WHERE mailing = ?", mailing));
    }

    /// Nobody gets anything more of what this user says.
    void endOf(long sender) {
        jdbi.useHandle(handle ->
                handle.execute("DELETE FROM mailing_round USING mailing WHERE mailing = id AND sender = ?", sender));
    }

    /// The user gets none of the mailings that go on.
    void leaveOut(long receiver) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE mailing_round SET receivers = array_remove(receivers, :user)"
                                + " WHERE :user = ANY (receivers)")
                        .bind("user", receiver)
                        .execute());
    }

    /// Lets go of what has been said to everybody.
    void endDelivered() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE mailing SET letter = NULL, node = NULL
                        WHERE letter IS NOT NULL AND node = :node
                            AND NOT EXISTS (SELECT FROM mailing_round WHERE mailing = id)
                        """).bind("node", node).execute());
    }

    private record Attributes(List<Integer> numbers, List<String> values) {
        static Attributes of(Map<String, Integer> numbers, Map<String, String> wanted) {
            var attributes = new Attributes(new ArrayList<>(), new ArrayList<>());
            wanted.forEach((name, value) -> {
                attributes.numbers.add(UserAttributes.number(numbers, name));
                attributes.values.add(value);
            });
            return attributes;
        }
    }
}
