package im.parley.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What timelines are, in the plainest way: lists, and a number or two for each user.
final class TimelineModel {
    private final List<Timeline> timelines = new ArrayList<>(); // the one written to last is last
    private final List<Sent> all = new ArrayList<>();

    record Sent(String id, String from, String to, long sequence) {}

    private static final class Timeline {
        final String low;
        final String high;
        final List<Sent> messages = new ArrayList<>();
        final Map<String, Long> read = new HashMap<>(); // sequence up to which nothing counts as unread
        final Map<String, Long> cleared = new HashMap<>();
        final Map<String, Long> hidden = new HashMap<>();

        Timeline(String low, String high) {
            this.low = low;
            this.high = high;
        }

        boolean isOf(String one, String other) {
            return low.equals(one) && high.equals(other) || low.equals(other) && high.equals(one);
        }

        long unread(String user) {
            return messages.stream()
                    .filter(message -> message.sequence > read.getOrDefault(user, 0L))
                    .filter(message -> !message.from.equals(user))
                    .count();
        }

        Stream<Sent> visible(String user) {
            return messages.stream().filter(message -> message.sequence > cleared.getOrDefault(user, 0L));
        }
    }

    Sent append(String id, String from, String to) {
        var timeline = find(from, to);
        timelines.remove(timeline);
        timelines.add(timeline);
        var message = new Sent(id, from, to, timeline.messages.size() + 1);
        timeline.messages.add(message);
        all.add(message);
        return message;
    }

    private Timeline find(String one, String other) {
        return timelines.stream()
                .filter(timeline -> timeline.isOf(one, other))
                .findFirst()
                .orElseGet(() -> new Timeline(one, other));
    }

    long lastSequence(String one, String other) {
        return find(one, other).messages.size();
    }

    void read(String user, String peer, long sequence) {
        find(user, peer).read.merge(user, sequence, Math::max);
    }

    void delete(String user, String peer, boolean clear) {
        var timeline = find(user, peer);
        long last = timeline.messages.size();
        timeline.hidden.put(user, last);
        timeline.read.merge(user, last, Math::max);
        if (clear) {
            timeline.cleared.put(user, last);
        }
    }

    List<String> list(String user) {
        return timelines.reversed().stream()
                .filter(timeline -> timeline.low.equals(user) || timeline.high.equals(user))
                .filter(timeline -> timeline.messages.size() > timeline.hidden.getOrDefault(user, 0L))
                .map(timeline -> summary(
                        "C2C" + (timeline.low.equals(user) ? timeline.high : timeline.low),
                        timeline.messages.size(),
                        timeline.unread(user),
                        timeline.messages.getLast().id))
                .toList();
    }

    static String summary(String conversation, long sequence, long unread, String last) {
        return conversation + " last " + sequence + " (" + last + "), unread " + unread;
    }

    List<String> history(String user, String peer) {
        return find(user, peer).visible(user).map(Sent::id).toList();
    }

    /// What a user who is always connected gets pushed: others' messages to them. What they send from their one
    /// instance is not among it.
    List<String> deliveredTo(String user) {
        return all.stream()
                .filter(message -> message.to.equals(user) && !message.from.equals(user))
                .map(Sent::id)
                .toList();
    }
}
