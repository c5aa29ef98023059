package im.parley.server.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which timeline belongs to which two users. Timelines are never removed, so what is known stays true.
public final class Timelines {
    private static final int MAX_CACHED = 500_000;

    private final Jdbi jdbi;
    private final Cache<Pair, Long> ids =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    public Timelines(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The timeline of two users, if one of them ever wrote.
    public Optional<Long> find(long user, long peer) {
        var pair = Pair.of(user, peer);
        var known = ids.getIfPresent(pair);
        if (known != null) {
            return Optional.of(known);
        }
        var found = jdbi.withHandle(handle -> select(handle, Set.of(pair)));
        ids.putAll(found);
        return Optional.ofNullable(found.get(pair));
    }

    /// The timelines of a user with others, by the other's account number; those that do not exist yet begin
    /// here.
    public Map<Long, Long> begin(long user, Collection<Long> peers) {
        var resolved = resolve(peers.stream().map(peer -> Pair.of(user, peer)).toList());
        var begun = new HashMap<Long, Long>();
        peers.forEach(peer -> begun.put(peer, resolved.get(Pair.of(user, peer))));
        return begun;
    }

    /// The timelines of a user with others that exist, by the other's account number.
    public Map<Long, Long> existing(long user, Collection<Long> peers) {
        var found = existing(peers.stream().map(peer -> Pair.of(user, peer)).toList());
        var byPeer = new HashMap<Long, Long>();
        for (var peer : peers) {
            var timeline = found.get(Pair.of(user, peer));
            if (timeline != null) {
                byPeer.put(peer, timeline);
            }
        }
        return byPeer;
    }

    /// Those of the pairs' timelines that exist. One query for all that are not cached.
    Map<Pair, Long> existing(Collection<Pair> pairs) {
        var existing = new HashMap<>(ids.getAllPresent(pairs));
        var missing = new HashSet<>(pairs);
        missing.removeAll(existing.keySet());
        if (!missing.isEmpty()) {
            var found = jdbi.withHandle(handle -> select(handle, missing));
            ids.putAll(found);
            existing.putAll(found);
        }
        return existing;
    }

    /// The timelines of all pairs; those that do not exist yet begin here, with their participants.
    Map<Pair, Long> resolve(Collection<Pair> pairs) {
        var resolved = new HashMap<>(ids.getAllPresent(pairs));
        var missing = new HashSet<>(pairs);
        missing.removeAll(resolved.keySet());
        if (!missing.isEmpty()) {
            var loaded = jdbi.inTransaction(handle -> {
                var found = new HashMap<>(select(handle, missing));
                missing.removeAll(found.keySet());
                if (!missing.isEmpty()) {
                    insert(handle, missing);
                    found.putAll(select(handle, missing));
                }
                return found;
            });
            ids.putAll(loaded);
            resolved.putAll(loaded);
        }
        return resolved;
    }

    private static Map<Pair, Long> select(Handle handle, Set<Pair> pairs) {
        var found = new HashMap<Pair, Long>();
        handle.createQuery("""
                        SELECT c.id, c.low_user, c.high_user
                        FROM unnest(:low, :high) AS p (low, high)
                        JOIN conversation c ON c.low_user = p.low AND c.high_user = p.high
                        """)
                .bind("low", lows(pairs))
                .bind("high", highs(pairs))
                .map((row, context) -> found.put(new Pair(row.getLong(2), row.getLong(3)), row.getLong(1)))
                .list();
        return found;
    }

    /// Two nodes may begin the same timeline at once: both go on with the one that was first.
    private static void insert(Handle handle, Set<Pair> pairs) {
        handle.createUpdate("""
                        WITH begun AS (
                            INSERT INTO conversation (low_user, high_user)
                            SELECT low, high FROM unnest(:low, :high) AS p (low, high) ORDER BY low, high
                            ON CONFLICT DO NOTHING
                            RETURNING id, low_user, high_user
                        )
                        INSERT INTO participant (tiny_id, conversation_id)
                        SELECT low_user, id FROM begun
                        UNION
                        SELECT high_user, id FROM begun
                        """)
                .bind("low", lows(pairs))
                .bind("high", highs(pairs))
                .execute();
    }

    private static Long[] lows(Set<Pair> pairs) {
        return pairs.stream().map(Pair::low).toArray(Long[]::new);
    }

    private static Long[] highs(Set<Pair> pairs) {
        return pairs.stream().map(Pair::high).toArray(Long[]::new);
    }

    /// Two users in the order in which they name their timeline; the same one twice for notes to oneself.
    record Pair(long low, long high) {
        static Pair of(long one, long other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }
    }
}
