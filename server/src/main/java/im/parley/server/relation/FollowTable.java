package im.parley.server.relation;

import im.parley.protocol.relation.FollowList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `follow`, and the counts in `relation_head` that go with it. Changes are made under the locked
/// heads of both users.
final class FollowTable {
    private FollowTable() {}

    /// Somebody on a list.
    ///
    /// @param at milliseconds since 1970
    record Entry(long user, long at, long ordinal) {}

    record Counts(long followers, long following, long mutual) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /// Whom of these the user follows.
    static Set<Long> followedAmong(Handle handle, long follower, Collection<Long> users) {
        return new HashSet<>(
                handle.createQuery("SELECT followed FROM follow WHERE follower = :follower AND followed = ANY (:users)")
                        .bind("follower", follower)
                        .bind("users", users.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list());
    }

    /// Who of these follows the user.
    static Set<Long> followersAmong(Handle handle, long followed, Collection<Long> users) {
        return new HashSet<>(
                handle.createQuery("SELECT follower FROM follow WHERE followed = :followed AND follower = ANY (:users)")
                        .bind("followed", followed)
                        .bind("users", users.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list());
    }

    /// @param followed none of them followed so far
    /// @param mutual those of them who follow the follower
    static void add(Handle handle, long follower, List<Long> followed, Set<Long> mutual, long now) {
        handle.createUpdate("""
                        INSERT INTO follow (follower, followed, followed_at, mutual)
                        SELECT :follower, u, :now, u = ANY (:mutual) FROM unnest(:followed) WITH ORDINALITY AS f (u, place)
                        ORDER BY place
                        """)
                .bind("follower", follower)
                .bind("followed", followed.toArray(Long[]::new))
                .bind("mutual", mutual.toArray(Long[]::new))
                .bind("now", now)
                .execute();
        mark(handle, follower, mutual, true);
        count(handle, follower, followed, mutual, 1);
    }

    /// @param followed all of them followed so far
    /// @param mutual those of them who follow the follower
    static void remove(Handle handle, long follower, List<Long> followed, Set<Long> mutual) {
        handle.createUpdate("DELETE FROM follow WHERE follower = :follower AND followed = ANY (:followed)")
                .bind("follower", follower)
                .bind("followed", followed.toArray(Long[]::new))
                .execute();
        mark(handle, follower, mutual, false);
        count(handle, follower, followed, mutual, -1);
    }

    /// @param followers those of them whom the followed does not follow
    /// @return those who followed
    static List<Long> removeFollowers(Handle handle, long followed, List<Long> followers) {
        var gone = handle.createQuery("""
                        DELETE FROM follow WHERE followed = :followed AND follower = ANY (:followers) RETURNING follower
                        """)
                .bind("followed", followed)
                .bind("followers", followers.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
        handle.createUpdate("""
                        UPDATE relation_head SET
                            followers = followers - CASE WHEN tiny_id = :followed THEN cardinality(:gone) ELSE 0 END,
                            following = following - CASE WHEN tiny_id = :followed THEN 0 ELSE 1 END
                        WHERE tiny_id = :followed OR tiny_id = ANY (:gone)
                        """)
                .bind("followed", followed)
                .bind("gone", gone.toArray(Long[]::new))
                .execute();
        return gone;
    }

    /// On the other side's row.
    private static void mark(Handle handle, long user, Set<Long> others, boolean mutual) {
        if (!others.isEmpty()) {
            handle.createUpdate(
                            "UPDATE follow SET mutual = :mutual WHERE followed = :user AND follower = ANY (:others)")
                    .bind("mutual", mutual)
                    .bind("user", user)
                    .bind("others", others.toArray(Long[]::new))
                    .execute();
        }
    }

    private static void count(Handle handle, long follower, List<Long> followed, Set<Long> mutual, int by) {
        handle.createUpdate("""
                        UPDATE relation_head SET
                            following = following + CASE WHEN tiny_id = :follower THEN :by * cardinality(:followed) ELSE 0 END,
                            followers = followers + CASE WHEN tiny_id = :follower THEN 0 ELSE :by END,
                            mutual = mutual + CASE WHEN tiny_id = :follower THEN :by * cardinality(:mutual)
                                WHEN tiny_id = ANY (:mutual) THEN :by ELSE 0 END
                        WHERE tiny_id = :follower OR tiny_id = ANY (:followed)
                        """)
                .bind("follower", follower)
                .bind("followed", followed.toArray(Long[]::new))
                .bind("mutual", mutual.toArray(Long[]::new))
                .bind("by", by)
                .execute();
    }

    /// The counts of these users, by user; those whom nobody follows and who follow nobody may be left out.
    static Map<Long, Counts> counts(Handle handle, Collection<Long> users) {
        var counts = new HashMap<Long, Counts>();
        handle.createQuery(
                        "SELECT tiny_id, followers, following, mutual FROM relation_head WHERE tiny_id = ANY (:users)")
                .bind("users", users.toArray(Long[]::new))
                .map((row, context) ->
                        counts.put(row.getLong(1), new Counts(row.getLong(2), row.getLong(3), row.getLong(4))))
                .list();
        return counts;
    }

    /// A page of a list, the newest first: by the index from where the last one ended, whatever the list's
    /// length.
    ///
    /// @param before ordinal of the last of the page before
    static List<Entry> page(Handle handle, FollowList list, long user, long before, int limit) {
        var sql = switch (list) {
            case FOLLOWING -> "SELECT followed, followed_at, ordinal FROM follow WHERE follower = :user";
            case FOLLOWERS -> "SELECT follower, followed_at, ordinal FROM follow WHERE followed = :user";
            case MUTUAL -> "SELECT followed, followed_at, ordinal FROM follow WHERE follower = :user AND mutual";
        };
        return handle.createQuery(sql + " AND ordinal < :before ORDER BY ordinal DESC LIMIT :limit")
                .bind("user", user)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new Entry(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
