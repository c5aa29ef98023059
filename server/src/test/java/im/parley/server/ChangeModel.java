package im.parley.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What becomes of messages, in the plainest way: a list for each pair of users, and for each user what they have
/// read, cleared and deleted.
final class ChangeModel {
    static final class Sent {
        final String id;
        final String from;
        final String original;
        final int sequence;
        String text;
        int version;
        boolean revoked;
        int change;

        Sent(String id, String from, String text, int sequence) {
            this.id = id;
            this.from = from;
            this.original = text;
            this.text = text;
            this.sequence = sequence;
        }

        String show(String viewer) {
            var content = revoked && !viewer.equals(from) ? "" : text;
            return sequence + " " + id + " v" + version + (revoked ? " revoked" : "") + ": " + content;
        }
    }

    static final class Pair {
        final List<Sent> messages = new ArrayList<>();
        private final Map<String, Integer> read = new HashMap<>();
        private final Map<String, Integer> cleared = new HashMap<>();
        private final Set<String> deleted = new HashSet<>(); // "user id"
        private int changes;

        Sent append(String id, String from, String text) {
            var message = new Sent(id, from, text, messages.size() + 1);
            messages.add(message);
            return message;
        }

        void changed(Sent message) {
            message.change = ++changes;
        }

        int changes() {
            return changes;
        }

        void read(String user, int upTo) {
            read.merge(user, upTo, Math::max);
        }

        void clear(String user, int upTo) {
            cleared.merge(user, upTo, Math::max);
            read(user, upTo);
        }

        void delete(String user, Sent message) {
            deleted.add(user + " " + message.id);
        }

        boolean sees(String user, Sent message) {
            return message.sequence > cleared.getOrDefault(user, 0) && !deleted.contains(user + " " + message.id);
        }

        private Stream<Sent> seen(String user) {
            return messages.stream().filter(message -> sees(user, message));
        }

        List<String> history(String user) {
            return seen(user).map(message -> message.show(user)).toList();
        }

        List<String> changed(String user) {
            var byChange = new TreeSet<Sent>((a, b) -> Integer.compare(a.change, b.change));
            seen(user).filter(message -> message.change > 0).forEach(byChange::add);
            return byChange.stream().map(message -> message.show(user)).toList();
        }

        String summary(String user) {
            var unread = messages.stream()
                    .filter(message -> message.sequence > read.getOrDefault(user, 0)
                            && !message.from.equals(user)
                            && !message.revoked)
                    .count();
            var history = history(user);
            return "unread " + unread + ", last " + (history.isEmpty() ? "none" : history.getLast());
        }
    }

    private final Map<Set<String>, Pair> pairs = new HashMap<>();

    Pair pair(String one, String other) {
        return pairs.computeIfAbsent(new HashSet<>(List.of(one, other)), names -> new Pair());
    }
}
