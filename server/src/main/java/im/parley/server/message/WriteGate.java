package im.parley.server.message;

import im.parley.server.message.MessageLog.ConnectionSource;
import im.parley.server.message.Timelines.Pair;
import im.parley.server.message.WritePolicy.Send;
import im.parley.server.message.WritePolicy.Verdict;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where messages are held up: C2C messages that the policy does not let through, and what was denied on its way. For
/// one thread.
final class WriteGate {
    private final WritePolicy policy;
    private final Timelines timelines;
    private final Clock clock;

    WriteGate(WritePolicy policy, Timelines timelines, Clock clock) {
        this.policy = policy;
        this.timelines = timelines;
        this.clock = clock;
    }

    /// Decides those whose sender and receiver are known and may not reach each other. What was stored
    /// before that became so keeps its result: a retry gets it.
    ///
    /// @param outcomes those that are decided already, and then these too
    void hold(List<Append> batch, Map<Append, Stored> outcomes, ConnectionSource source) throws SQLException {
        var sends = new HashMap<Append, Send>();
        for (var append : batch) {
            var isTrusted = append.draft.sender() == SystemAccount.TINY_ID
                    || append.draft.origin().isTrusted();
            if (!outcomes.containsKey(append) && append.receiver != null && !append.toSelf() && !isTrusted) {
                sends.put(append, new Send(append.sender(), append.receiver()));
            }
        }
        var verdicts = sends.isEmpty() ? Map.<Send, Verdict>of() : policy.check(new HashSet<>(sends.values()));
        if (verdicts.isEmpty()) {
            return;
        }
        sends.values().removeIf(send -> !verdicts.containsKey(send));
        var stored = stored(
                sends.keySet().stream()
                        .filter(append -> !append.draft.onlineOnly())
                        .toList(),
                source);
        sends.forEach((append, send) -> {
            var first = stored.get(append);
            outcomes.put(append, first != null ? first : outcome(append, Objects.requireNonNull(verdicts.get(send))));
        });
    }

    /// Decides those that were denied on their way. What was stored before keeps its result here, too.
    ///
    /// @param outcomes those that are decided already, and then these too
    void deny(List<Append> batch, Map<Append, Stored> outcomes, ConnectionSource source) throws SQLException {
        var denied = batch.stream()
                .filter(append -> append.denial != null && !outcomes.containsKey(append))
                .toList();
        if (denied.isEmpty()) {
            return;
        }
        var stored = stored(denied.stream().filter(append -> !append.passes()).toList(), source);
        for (var append : denied) {
            var first = stored.get(append);
            outcomes.put(append, first != null ? first : outcome(append, Objects.requireNonNull(append.denial)));
        }
    }

    private Stored outcome(Append append, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var why) -> new Stored.Refused(append, why);
            case Verdict.Swallowed() -> new Stored.Dropped(append, new Position(0, clock.millis(), 0));
        };
    }

    private Map<Append, Stored> stored(List<Append> held, ConnectionSource source) throws SQLException {
        var pairs = new HashMap<Append, Pair>();
        var asked = new ArrayList<Append>();
        for (var append : held) {
            if (append.room != null) {
                asked.add(append);
            } else {
                pairs.put(
                        append,
                        Pair.of(append.sender().tinyID(), append.receiver().tinyID()));
            }
        }
        var ids = timelines.existing(new HashSet<>(pairs.values()));
        pairs.forEach((append, pair) -> {
            var conversation = ids.get(pair);
            if (conversation != null) {
                append.conversation = conversation;
                asked.add(append);
            }
        });
        var results = new HashMap<Append, Stored>();
        if (!asked.isEmpty()) {
            var found = StoredSends.find(source.open(), asked);
            for (var append : asked) {
                var first = found.get(append.key());
                if (first != null) {
                    results.put(append, first.answer(append));
                }
            }
        }
        return results;
    }
}
