package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.message.MessageLog.ConnectionSource;
import im.parley.server.message.Timelines.Pair;
import im.parley.server.store.StoreErrors;
import im.parley.server.users.Accounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores batches of drafts: finds their timelines, answers retries with the first result, appends the rest in one
/// statement. For one thread.
final class MessageWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MessageWriter.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ROLLED_BACK_BY_CONFLICT = "40";

    private final ConnectionSource source;
    private final Addressing addressing;
    private final Timelines timelines;
    private final Mergers mergers;
    private final WriteGate gate;
    private final Clock clock;
    private final RecentSends recent = new RecentSends();
    private final RoomRates rates;
    private @Nullable Connection connection;
    private @Nullable AppendStatement statement;

    MessageWriter(
            ConnectionSource source,
            Accounts accounts,
            Timelines timelines,
            Rooms rooms,
            Mergers mergers,
            IntSupplier roomRate,
            Predicate<String> receipts,
            WritePolicy policy,
            Clock clock) {
        this.source = source;
        this.rates = new RoomRates(roomRate, System::nanoTime);
        this.addressing = new Addressing(accounts, rooms, receipts);
        this.timelines = timelines;
        this.mergers = mergers;
        this.gate = new WriteGate(policy, timelines, clock);
        this.clock = clock;
    }

    /// What became of each of them, in their order.
    ///
    /// @throws SQLException the database is away: nothing is known of any of them, try all again
    List<Stored> store(List<Append> batch) throws SQLException {
        var outcomes = new HashMap<Append, Stored>();
        var writable = new ArrayList<Append>();
        resolve(batch, writable, outcomes);
        var retries = new ArrayList<Append>();
        var fresh = withoutRetries(writable, retries, outcomes);
        appendAll(withoutSurplus(batch, fresh, outcomes), outcomes);
        for (var retry : retries) { // a second copy within the batch: by now the first is stored, or refused
            var first = recent.find(retry.key());
            outcomes.put(
                    retry,
                    first == null
                            ? new Stored.Refused(retry, busy("its first copy could not be stored"))
                            : answer(retry, first.position(), first.contentHash(), false));
        }
        var all = batch.stream()
                .map(append -> Objects.requireNonNull(outcomes.get(append)))
                .toList();
        for (var stored : all) {
            if (stored instanceof Stored.Passed(var append, var position) && append.isLive()) {
                recent.remember(append, position);
            }
        }
        return all;
    }

    private void resolve(List<Append> batch, List<Append> writable, Map<Append, Stored> outcomes) throws SQLException {
        addressing.resolve(batch, outcomes);
        gate.hold(batch, outcomes, this::connection);
        gate.deny(batch, outcomes, this::connection);
        for (var append : batch) {
            if (append.passes()) {
                outcomes.putIfAbsent(append, passed(append));
            } else if (!outcomes.containsKey(append)) {
                writable.add(append);
            }
        }
        refuseLostMergers(writable, outcomes);
        var pairs = new HashSet<Pair>();
        for (var append : writable) {
            if (append.room == null) {
                pairs.add(pair(append));
            }
        }
        var ids = timelines.resolve(pairs);
        for (var append : writable) {
            if (append.room == null) {
                append.conversation = Objects.requireNonNull(ids.get(pair(append)));
            }
        }
    }

    /// What a live room was told once, it is not told again.
    private Stored passed(Append append) {
        var known = append.isLive() ? recent.find(append.key()) : null;
        return known != null
                ? answer(append, known.position(), known.contentHash(), false)
                : new Stored.Passed(append, new Position(0, clock.millis(), 0));
    }

    /// Merged messages whose list is not stored, or no longer, cannot be sent; the others' are kept on.
    private void refuseLostMergers(List<Append> writable, Map<Append, Stored> outcomes) {
        var keys = new HashSet<String>();
        for (var append : writable) {
            var named = append.draft.mergers();
            if (named != null) {
                keys.addAll(named.inside());
                if (named.own() != null) {
                    keys.add(named.own());
                }
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        var kept = mergers.renew(keys);
        writable.removeIf(append -> {
            var named = append.draft.mergers();
            if (named == null || named.own() == null || kept.contains(named.own())) {
                return false;
            }
            outcomes.put(append, new Stored.Refused(append, lost(named.own())));
            return true;
        });
    }

    private static ChatException lost(String key) {
        return ErrorCode.MESSAGE_INVALID_REQUEST.because(
                "payload.downloadKey is \"" + key + "\", expected one that names a stored list of messages");
    }

    private static Pair pair(Append append) {
        return Pair.of(append.sender().tinyID(), append.receiver().tinyID());
    }

    /// Drops what is too much for its room.
    ///
    /// @param fresh those of the batch that are to be stored; others of it pass the log by
    /// @return what is left of `fresh`
    private List<Append> withoutSurplus(List<Append> batch, List<Append> fresh, Map<Append, Stored> outcomes) {
        var candidates = new ArrayList<>(fresh);
        batch.stream()
                .filter(append -> outcomes.get(append) instanceof Stored.Passed)
                .forEach(candidates::add);
        var surplus = rates.surplus(candidates);
        for (var append : surplus) {
            outcomes.put(
                    append,
                    new Stored.Refused(
                            append,
                            ErrorCode.GROUP_MESSAGE_RATE_EXCEEDED.because(
                                    "group \"" + append.draft.to() + "\" has had its messages for this second")));
        }
        return fresh.stream().filter(append -> !surplus.contains(append)).toList();
    }

    private List<Append> withoutRetries(List<Append> batch, List<Append> retries, Map<Append, Stored> outcomes) {
        var keys = new HashSet<Append.Key>();
        var fresh = new ArrayList<Append>(batch.size());
        for (var append : batch) {
            var known = recent.find(append.key());
            if (known != null) {
                outcomes.put(append, answer(append, known.position(), known.contentHash(), false));
            } else if (keys.add(append.key())) {
                fresh.add(append);
            } else {
                retries.add(append);
            }
        }
        return fresh;
    }

    private void appendAll(List<Append> batch, Map<Append, Stored> outcomes) throws SQLException {
        var left = batch;
        while (!left.isEmpty()) {
            try {
                var positions = statement().store(left, clock.millis());
                var outdated = new ArrayList<Append>();
                countStored(left, positions);
                for (int i = 0; i < left.size(); i++) {
                    var append = left.get(i);
                    var position = positions.get(i);
                    if (position == null) {
                        outdated.add(append);
                    } else {
                        recent.remember(append, position);
                        outcomes.put(append, new Stored.Fresh(append, position));
                    }
                }
                left = addressing.admitAgain(outdated, outcomes);
            } catch (SQLException failed) {
                left = afterFailure(left, failed, outcomes);
            }
        }
    }

    private void countStored(List<Append> batch, List<@Nullable Position> positions) {
        var last = new HashMap<Long, Long>();
        var counts = new HashMap<Long, Integer>();
        for (int i = 0; i < batch.size(); i++) {
            var position = positions.get(i);
            if (position != null && batch.get(i).room != null) {
                last.merge(batch.get(i).conversation, position.sequence(), Math::max);
                counts.merge(batch.get(i).conversation, 1, Integer::sum);
            }
        }
        last.forEach((room, sequence) -> rates.stored(room, sequence, counts.getOrDefault(room, 0)));
    }

    /// @return what is still to be stored
    private List<Append> afterFailure(List<Append> batch, SQLException failed, Map<Append, Stored> outcomes)
            throws SQLException {
        var state = Objects.requireNonNullElse(failed.getSQLState(), "");
        if (state.startsWith(ROLLED_BACK_BY_CONFLICT)) {
            return batch;
        }
        if (StoreErrors.asRetryable(failed).isPresent()) {
            close();
            throw failed;
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            var stored = StoredSends.find(connection(), batch);
            if (!stored.isEmpty()) {
                return withoutStored(batch, stored, outcomes);
            }
        }
        if (batch.size() > 1) { // one of them is not to be stored: find out which, the others must not suffer
            log.warn("a batch of {} messages is stored one by one", batch.size(), failed);
            for (var append : batch) {
                appendAll(List.of(append), outcomes);
            }
            return List.of();
        }
        log.error("a message cannot be stored", failed);
        var append = batch.getFirst();
        outcomes.put(
                append,
                new Stored.Refused(append, ErrorCode.MESSAGE_INTERNAL_ERROR.because("the message cannot be stored")));
        return List.of();
    }

    private List<Append> withoutStored(
            List<Append> batch, Map<Append.Key, StoredSends.Found> stored, Map<Append, Stored> outcomes) {
        var left = new ArrayList<Append>();
        for (var append : batch) {
            var first = stored.get(append.key());
            if (first == null) {
                left.add(append);
            } else {
                outcomes.put(append, first.answer(append));
            }
        }
        return left;
    }

    /// @param contentHash null: not known, or not any more
    /// @param announce the node that stored it may have died before it could tell anybody
    static Stored answer(Append append, Position position, @Nullable Integer contentHash, boolean announce) {
        boolean isSame = contentHash == null
                || contentHash == append.draft.contentHash()
                || Flags.isRewritten(append.draft.flags()); // as the back end wants it now
        if (isSame) {
            return new Stored.Retry(append, position, announce);
        }
        return new Stored.Refused(
                append,
                ErrorCode.MESSAGE_INVALID_REQUEST.because(
                        "ID " + append.draft.id().text()
                                + " already names another message of this conversation, expected a new random"));
    }

    private static ChatException busy(String why) {
        return ErrorCode.MESSAGE_NETWORK_ERROR.because("the message was not stored: " + why);
    }

    private AppendStatement statement() throws SQLException {
        if (statement == null) {
            statement = new AppendStatement(connection());
        }
        return statement;
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = source.open();
        }
        return connection;
    }

    /// Lets the connection go; the next batch opens another.
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException alreadyGone) {
            log.debug("closing the writer's connection", alreadyGone);
        }
        connection = null;
        statement = null;
    }
}
