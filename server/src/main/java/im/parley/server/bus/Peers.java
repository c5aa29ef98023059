package im.parley.server.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What is known of the other nodes from their heartbeats, and whether envelopes of theirs may be missing:
/// one fell silent, or says that it lost some. Safe for use by many threads: every method holds the lock.
final class Peers {
    private static final String GOODBYE = "bye";

    private record Peer(long lastHeard, long losses) {}

    private final Map<String, Peer> peers = new HashMap<>();
    private final long patience;

    /// @param patience after which a silent node counts as dead
    Peers(Duration patience) {
        this.patience = patience.toNanos();
    }

    /// A heartbeat: who, and how often envelopes of its own were or may have been lost on their way out.
    static byte[] heartbeat(String id, long losses) {
        return (id + ' ' + losses).getBytes(StandardCharsets.UTF_8);
    }

    /// The last heartbeat of a node that stops in order.
    static byte[] goodbye(String id) {
        return (id + ' ' + GOODBYE).getBytes(StandardCharsets.UTF_8);
    }

    /// Takes a heartbeat in; ignores what is none.
    ///
    /// @return whether the sender lost envelopes since its last one
    synchronized boolean heard(byte[] heartbeat, long now) {
        var words = new String(heartbeat, StandardCharsets.UTF_8).split(" ");
        if (words.length != 2 || !words[1].matches("\\d{1,18}|" + GOODBYE)) {
            return false;
        }
        if (words[1].equals(GOODBYE)) {
            peers.remove(words[0]);
            return false;
        }
        var losses = Long.parseLong(words[1]);
        var before = peers.put(words[0], new Peer(now, losses));
        return before != null && before.losses != losses;
    }

    /// Forgets the nodes that were silent for too long.
    ///
    /// @return whether there were any
    synchronized boolean forgetSilent(long now) {
        return peers.values().removeIf(peer -> now - peer.lastHeard > patience);
    }

    /// Forgets all, when it is this node that was cut off.
    synchronized void clear() {
        peers.clear();
    }
}
