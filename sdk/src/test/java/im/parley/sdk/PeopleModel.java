package im.parley.sdk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What the people of a [ModelTest] must see, worked out in the simplest way: one list of messages for each
/// pair, and for each user and peer how far that user has read and what they have deleted.
final class PeopleModel {
    /// @param place in the order of everything that was stored
    record Sent(int place, int from, int to, String text) {}

    private static final class View {
        int read; // so many messages of the pair count no longer
        int cleared; // so many are hidden
        int hidden = -1; // off the list while the pair has no more than so many
    }

    private final Map<List<Integer>, List<Sent>> pairs = new HashMap<>();
    private final Map<List<Integer>, View> views = new HashMap<>();
    private final Map<Integer, List<String>> raised = new HashMap<>(); // what MESSAGE_RECEIVED must have brought
    private int places;

    /// @param receiverHears the receiver is signed in, connected or not
    void sent(int from, int to, String text, boolean receiverHears) {
        messages(from, to).add(new Sent(places++, from, to, text));
        if (receiverHears) {
            received(to).add(text);
        }
    }

    void read(int user, int peer) {
        view(user, peer).read = messages(user, peer).size();
    }

    void deleted(int user, int peer, boolean clear) {
        var view = view(user, peer);
        view.read = messages(user, peer).size();
        view.hidden = view.read;
        if (clear) {
            view.cleared = view.read;
        }
    }

    List<String> received(int user) {
        return raised.computeIfAbsent(user, absent -> new ArrayList<>());
    }

    /// The peers of the user's conversations, the one with the newest message first.
    List<Integer> list(int user, int users) {
        var peers = new TreeSet<Integer>(Comparator.comparingInt(
                        (Integer peer) -> messages(user, peer).getLast().place())
                .reversed());
        for (int peer = 0; peer < users; peer++) {
            if (isListed(user, peer)) {
                peers.add(peer);
            }
        }
        return List.copyOf(peers);
    }

    boolean isListed(int user, int peer) {
        return messages(user, peer).size() > Math.max(0, view(user, peer).hidden);
    }

    int unread(int user, int peer) {
        var messages = messages(user, peer);
        return (int) messages.subList(view(user, peer).read, messages.size()).stream()
                .filter(message -> message.from() == peer && user != peer)
                .count();
    }

    List<String> history(int user, int peer) {
        var messages = messages(user, peer);
        return messages.subList(view(user, peer).cleared, messages.size()).stream()
                .map(Sent::text)
                .toList();
    }

    boolean wrote(int user, String text) {
        return pairs.values().stream()
                .flatMap(List::stream)
                .anyMatch(message -> message.from() == user && message.text().equals(text));
    }

    private List<Sent> messages(int user, int peer) {
        return pairs.computeIfAbsent(List.of(Math.min(user, peer), Math.max(user, peer)), absent -> new ArrayList<>());
    }

    private View view(int user, int peer) {
        return views.computeIfAbsent(List.of(user, peer), absent -> new View());
    }
}
