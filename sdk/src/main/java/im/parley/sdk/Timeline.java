package im.parley.sdk;

import im.parley.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One conversation's messages put in order: out come all of them, each once, with growing sequences,
/// whatever order, repetitions and gaps they come in with.
///
/// Own sends never come out: their acknowledgement only marks their place as taken. Confined to the chat's
/// executor.
final class Timeline {
    /// Sequences from `after` (excluded) to `upTo` (included) that did not come yet although later ones did.
    record Hole(long after, long upTo) {}

    private long known;
    private final TreeMap<Long, Optional<Message>> held = new TreeMap<>(); // empty: an own send

    /// @param known everything up to this sequence needs not come out any more
    Timeline(long known) {
        this.known = known;
    }

    /// Everything up to this sequence is dealt with.
    long known() {
        return known;
    }

    /// A message came in.
    ///
    /// @return what is in order now
    List<Message> offer(Message message) {
        return hold(message.sequence(), Optional.of(message));
    }

    /// An own send was stored under this sequence.
    ///
    /// @return what is in order now
    List<Message> taken(long sequence) {
        return hold(sequence, Optional.empty());
    }

    /// All messages with sequences above [#known] and up to `upTo` that the user may see; the others do not
    /// exist for this user.
    ///
    /// @return what is in order now
    List<Message> fill(List<Message> complete, long upTo) {
        if (upTo <= known) {
            return List.of();
        }
        for (Message message : complete) {
            if (message.sequence() > known) {
                held.putIfAbsent(message.sequence(), Optional.of(message));
            }
        }
        var ordered = new ArrayList<Message>();
        var filled = held.headMap(upTo, true);
        filled.values().forEach(message -> message.ifPresent(ordered::add));
        filled.clear();
        known = upTo;
        advance(ordered);
        return ordered;
    }

    /// What is missing first; empty when nothing is.
    Optional<Hole> hole() {
        return held.isEmpty() ? Optional.empty() : Optional.of(new Hole(known, held.firstKey() - 1));
    }

    private List<Message> hold(long sequence, Optional<Message> message) {
        if (sequence <= known) {
            return List.of();
        }
        held.putIfAbsent(sequence, message);
        var ordered = new ArrayList<Message>();
        advance(ordered);
        return ordered;
    }

    private void advance(List<Message> ordered) {
        while (!held.isEmpty() && held.firstKey() == known + 1) {
            held.pollFirstEntry().getValue().ifPresent(ordered::add);
            known++;
        }
    }
}
