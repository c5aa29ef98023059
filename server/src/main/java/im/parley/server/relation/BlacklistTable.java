package im.parley.server.relation;

import im.parley.server.push.Blocks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `blacklist`. Changes are made under the locked heads of both users.
final class BlacklistTable {
    private BlacklistTable() {}

    /// @return those who were not on it
    static List<Long> add(Handle handle, long owner, List<Long> users, long now) {
        return handle.createQuery("""
                        INSERT INTO blacklist (owner, blocked, added_at)
                        SELECT :owner, blocked, :now FROM unnest(:users) WITH ORDINALITY AS u (blocked, place)
                        ORDER BY place DESC -- the first named is the newest
                        ON CONFLICT DO NOTHING RETURNING blocked
                        """)
                .bind("owner", owner)
                .bind("users", users.toArray(Long[]::new))
                .bind("now", now)
                .mapTo(Long.class)
                .list();
    }

    /// @return those who were on it
    static List<Long> remove(Handle handle, long owner, Collection<Long> users) {
        return handle.createQuery(
                        "DELETE FROM blacklist WHERE owner = :owner AND blocked = ANY (:users) RETURNING blocked")
                .bind("owner", owner)
                .bind("users", users.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    /// Takes the user off the lists of these.
    ///
    /// @return those who had the user on theirs
    static List<Long> removeFrom(Handle handle, Collection<Long> owners, long blocked) {
        return handle.createQuery(
                        "DELETE FROM blacklist WHERE owner = ANY (:owners) AND blocked = :blocked RETURNING owner")
                .bind("owners", owners.toArray(Long[]::new))
                .bind("blocked", blocked)
                .mapTo(Long.class)
                .list();
    }

    /// Some of those who have the user on their lists.
    static List<Long> owners(Handle handle, long blocked, int limit) {
        return handle.createQuery("SELECT owner FROM blacklist WHERE blocked = :blocked ORDER BY owner LIMIT :limit")
                .bind("blocked", blocked)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    static int count(Handle handle, long owner) {
        return handle.createQuery("SELECT count(*) FROM blacklist WHERE owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    /// Who of these is on the user's list.
    static Set<Long> among(Handle handle, long owner, Collection<Long> users) {
        return new HashSet<>(
                handle.createQuery("SELECT blocked FROM blacklist WHERE owner = :owner AND blocked = ANY (:users)")
                        .bind("owner", owner)
                        .bind("users", users.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list());
    }

    /// Who of these has the user on their list.
    static Set<Long> ownersAmong(Handle handle, long blocked, Collection<Long> users) {
        return new HashSet<>(
                handle.createQuery("SELECT owner FROM blacklist WHERE owner = ANY (:users) AND blocked = :blocked")
                        .bind("blocked", blocked)
                        .bind("users", users.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list());
    }

    /// Somebody on a list.
    ///
    /// @param addedAt milliseconds since 1970
    record Entry(long blocked, long addedAt) {}

    /// A part of a user's list, newest first; the list is of bounded length.
    ///
    /// @param from how many to leave out
    static List<Entry> page(Handle handle, long owner, int from, int limit) {
        return handle.createQuery("""
                        SELECT blocked, added_at FROM blacklist WHERE owner = :owner
                        ORDER BY ordinal DESC LIMIT :limit OFFSET :from
                        """)
                .bind("owner", owner)
                .bind("from", from)
                .bind("limit", limit)
                .map((row, context) -> new Entry(row.getLong(1), row.getLong(2)))
                .list();
    }

    /// Those of these pairs whose receiver has the sender on the list.
    static Set<Blocks.Pair> among(Handle handle, Collection<Blocks.Pair> pairs) {
        return handle.createQuery("""
                        SELECT b.owner, b.blocked FROM unnest(:owners, :blocked) AS pair (owner, blocked)
                        JOIN blacklist b ON b.owner = pair.owner AND b.blocked = pair.blocked
                        """)
                .bind("owners", pairs.stream().map(Blocks.Pair::receiver).toArray(Long[]::new))
                .bind("blocked", pairs.stream().map(Blocks.Pair::sender).toArray(Long[]::new))
                .map((row, context) -> new Blocks.Pair(row.getLong(1), row.getLong(2)))
                .set();
    }

    static boolean has(Handle handle, long owner, long user) {
        return !among(handle, owner, List.of(user)).isEmpty();
    }

    /// The lists of these users, by user, newest first.
    static Map<Long, List<Long>> of(Handle handle, Collection<Long> owners) {
        var lists = new HashMap<Long, List<Long>>();
        handle.createQuery("SELECT owner, blocked FROM blacklist WHERE owner = ANY (:owners) ORDER BY ordinal DESC")
                .bind("owners", owners.toArray(Long[]::new))
                .map((row, context) -> lists.computeIfAbsent(row.getLong(1), owner -> new ArrayList<>())
                        .add(row.getLong(2)))
                .list();
        return lists;
    }
}
