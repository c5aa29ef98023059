package im.parley.server.relation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ErrorCode;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.WritePolicy;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

/// Whether two users may write to each other, from a cache that the message path reads. Safe for use by
/// many threads.
///
/// What is cached is at most 30 seconds old; a change is known at once on the node that made it and, as
/// soon as the bus has brought [#CHANGED], on the others.
public final class PairStates implements WritePolicy {
    /// The signal to every node that something changed between users; the body is pairs of account numbers.
    public static final String CHANGED = "relation.changed";

    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    /// About 25 MB when full.
    private static final int MAX_CACHED = 200_000;

    private final Jdbi jdbi;
    private final Settings settings;
    private final Fanout fanout;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<PairOfUsers, State> states = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .build();

    public PairStates(Jdbi jdbi, Settings settings, Fanout fanout) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.fanout = fanout;
    }

    /// What the two are to each other; most pairs are the same few values.
    ///
    /// @param lowBlocks the user with the smaller number has the other on the blacklist
    /// @param lowHas the user with the smaller number has the other on the list of friends
    private record State(boolean lowBlocks, boolean highBlocks, boolean lowHas, boolean highHas) {}

    @Override
    public Map<Send, Verdict> check(Collection<Send> sends) {
        var pairs = new HashSet<PairOfUsers>();
        sends.forEach(send -> pairs.add(pair(send)));
        var known = states(pairs);
        var friendsOnly = settings.get(AppSettings.FRIEND_CHECK);
        var quiet = settings.get(AppSettings.BLACKLIST_CHECK_SHOWS_SUCCESS);
        var verdicts = new HashMap<Send, Verdict>();
        for (var send : sends) {
            var state = known.get(pair(send));
            if (state != null) {
                verdict(send, state, friendsOnly, quiet).ifPresent(verdict -> verdicts.put(send, verdict));
            }
        }
        return verdicts;
    }

    private static PairOfUsers pair(Send send) {
        return PairOfUsers.of(send.sender().tinyID(), send.receiver().tinyID());
    }

    private static Optional<Verdict> verdict(Send send, State state, boolean friendsOnly, boolean quiet) {
        var fromLow = send.sender().tinyID() < send.receiver().tinyID();
        if (fromLow ? state.lowBlocks : state.highBlocks) {
            return refused(ErrorCode.MESSAGE_BLACKLISTED, send.receiver(), "is on the blacklist of", send.sender());
        }
        if (fromLow ? state.highBlocks : state.lowBlocks) {
            return quiet
                    ? Optional.of(new Verdict.Swallowed())
                    : refused(ErrorCode.MESSAGE_BLACKLISTED, send.sender(), "is on the blacklist of", send.receiver());
        }
        if (!friendsOnly) {
            return Optional.empty();
        }
        var senderHas = fromLow ? state.lowHas : state.highHas;
        var receiverHas = fromLow ? state.highHas : state.lowHas;
        if (senderHas) {
            return receiverHas
                    ? Optional.empty()
                    : refused(ErrorCode.MESSAGE_NOT_PEERS_FRIEND, send.sender(), "is no friend of", send.receiver());
        }
        var code = receiverHas ? ErrorCode.MESSAGE_PEER_NOT_FRIEND : ErrorCode.MESSAGE_NOT_FRIENDS;
        return refused(code, send.receiver(), "is no friend of", send.sender());
    }

    private static Optional<Verdict> refused(ErrorCode code, Account one, String relation, Account other) {
        return Optional.of(new Verdict.Refused(
                code.because("user \"" + one.userID() + "\" " + relation + " \"" + other.userID() + '"')));
    }

    private Map<PairOfUsers, State> states(Set<PairOfUsers> pairs) {
        var known = new HashMap<>(states.getAllPresent(pairs));
        pairs.removeAll(known.keySet());
        if (!pairs.isEmpty()) {
            var before = changes.get();
            var loaded = load(pairs);
            states.putAll(loaded);
            if (changes.get() != before) { // one of them may have changed since it was read
                states.invalidateAll(loaded.keySet());
            }
            known.putAll(loaded);
        }
        return known;
    }

    private Map<PairOfUsers, State> load(Set<PairOfUsers> pairs) {
        var loaded = new HashMap<PairOfUsers, State>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT p.low, p.high, lb.owner IS NOT NULL, hb.owner IS NOT NULL,
                            lf.owner IS NOT NULL, hf.owner IS NOT NULL
                        FROM unnest(:low, :high) AS p (low, high)
                        LEFT JOIN blacklist lb ON lb.owner = p.low AND lb.blocked = p.high
                        LEFT JOIN blacklist hb ON hb.owner = p.high AND hb.blocked = p.low
                        LEFT JOIN friend lf ON lf.owner = p.low AND lf.friend = p.high
                        LEFT JOIN friend hf ON hf.owner = p.high AND hf.friend = p.low
                        """)
                .bind("low", pairs.stream().map(PairOfUsers::low).toArray(Long[]::new))
                .bind("high", pairs.stream().map(PairOfUsers::high).toArray(Long[]::new))
                .map((row, context) -> loaded.put(
                        new PairOfUsers(row.getLong(1), row.getLong(2)),
                        new State(row.getBoolean(3), row.getBoolean(4), row.getBoolean(5), row.getBoolean(6))))
                .list());
        return loaded;
    }

    /// Something changed between these users, and is committed.
    void changed(Set<PairOfUsers> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        changes.incrementAndGet();
        states.invalidateAll(pairs);
        var body = ByteBuffer.allocate(pairs.size() * 2 * Long.BYTES);
        pairs.forEach(pair -> body.putLong(pair.low()).putLong(pair.high()));
        fanout.signal(new Address.Everyone(), CHANGED, body.array());
    }

    /// Something changed, on another node or here: what the cache has of it is not used again.
    ///
    /// @param signal of kind [#CHANGED]
    public void onChanged(Envelope signal) {
        changes.incrementAndGet();
        var body = ByteBuffer.wrap(signal.body());
        while (body.hasRemaining()) {
            states.invalidate(new PairOfUsers(body.getLong(), body.getLong()));
        }
    }

    /// Signals may have been lost: forgets all.
    public void onGap() {
        changes.incrementAndGet();
        states.invalidateAll();
    }
}
