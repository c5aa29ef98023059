package im.parley.server.message;

import im.parley.protocol.ErrorCode;
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
import java.util.Optional;

/// Where messages are held up: those of users who are muted everywhere, C2C messages that the policy does not
/// let through, and what was denied on its way. For one thread.
final class WriteGate {
    private final WritePolicy policy;
    private final Timelines timelines;
    private final Clock clock;

    WriteGate(WritePolicy policy, Timelines timelines, Clock clock) {
        this.policy = policy;
        this.timelines = timelines;
        this.clock = clock;
    }

    /// Decides those whose sender is muted, or may not reach the receiver. What was stored before that became
    /// so keeps its result: a retry gets it.
    ///
    /// @param outcomes those that are decided already, and then these too
    void hold(List<Append> batch, Map<Append, Stored> outcomes, ConnectionSource source) throws SQLException {
        var verdicts = new HashMap<Append, Verdict>();
        var sends = new HashMap<Append, Send>();
        long now = clock.millis();
        for (var append : batch) {
            if (outcomes.containsKey(append) || isTrusted(append.draft)) {
                continue;
            }
            var muted = muted(append, now);
            if (muted.isPresent()) {
                verdicts.put(append, muted.get());
            } else if (append.receiver != null && !append.toSelf()) {
                sends.put(append, new Send(append.sender(), append.receiver()));
            }
        }
        if (!sends.isEmpty()) {
            var ofPairs = policy.check(new HashSet<>(sends.values()));
            sends.keySet().removeIf(append -> !ofPairs.containsKey(sends.get(append)));
            sends.forEach((append, send) -> verdicts.put(append, Objects.requireNonNull(ofPairs.get(send))));
        }
        decide(verdicts, outcomes, source);
    }

    private static boolean isTrusted(Draft draft) {
        return draft.sender() == SystemAccount.TINY_ID || draft.origin().isTrusted();
    }

    private static Optional<Verdict> muted(Append append, long now) {
        var mute = append.sender().mute();
        boolean toRoom = append.draft.toRoom();
        if ((toRoom ? mute.groupUntil() : mute.c2cUntil()) <= now) {
            return Optional.empty();
        }
        var code = toRoom ? ErrorCode.GROUP_MUTED : ErrorCode.MESSAGE_MUTED;
        return Optional.of(
                new Verdict.Refused(code.because("user \"" + append.sender().userID() + "\" is muted in all "
                        + (toRoom ? "groups" : "conversations with users"))));
    }

    /// Decides those that were denied on their way. What was stored before keeps its result here, too.
    ///
    /// @param outcomes those that are decided already, and then these too
    void deny(List<Append> batch, Map<Append, Stored> outcomes, ConnectionSource source) throws SQLException {
        var verdicts = new HashMap<Append, Verdict>();
        for (var append : batch) {
            if (append.denial != null && !outcomes.containsKey(append)) {
                verdicts.put(append, append.denial);
            }
        }
        decide(verdicts, outcomes, source);
    }

    private void decide(Map<Append, Verdict> verdicts, Map<Append, Stored> outcomes, ConnectionSource source)
            throws SQLException {
        if (verdicts.isEmpty()) {
            return;
        }
        var stored = stored(
                verdicts.keySet().stream().filter(append -> !append.passes()).toList(), source);
        verdicts.forEach((append, verdict) -> {
            var first = stored.get(append);
            outcomes.put(append, first != null ? first : outcome(append, verdict));
        });
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
