package im.parley.server.presence;

import im.parley.server.presence.PresenceStore.Row;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.ClusterSessions.Turn;
import im.parley.server.store.Background;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what sessions that began or ended mean for their users' statuses: for all of a moment
/// together, and of several turns of one user for the last one only. Safe for use by many threads.
final class Turns implements ClusterSessions.TurnListener {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /// Keeps one statement's arrays below 100 KB.
    private static final int MAX_BATCH = 1_000;

    private final ClusterSessions cluster;
    private final PresenceStore store;
    private final Background background;
    private final Clock clock;
    private final Consumer<List<Status>> changed;
    private Map<Long, Turn> waiting = new HashMap<>(); // guarded by this, like the next
    private boolean scheduled;

    /// @param changed is told of the statuses that are others now; may block
    Turns(
            ClusterSessions cluster,
            PresenceStore store,
            Background background,
            Clock clock,
            Consumer<List<Status>> changed) {
        this.cluster = cluster;
        this.store = store;
        this.background = background;
        this.clock = clock;
        this.changed = changed;
    }

    @Override
    public synchronized void turned(Collection<Long> tinyIDs, Turn turn) {
        tinyIDs.forEach(user -> waiting.put(user, turn));
        lookLater(GATHERING);
    }

    private synchronized void lookLater(Duration delay) {
        if (!scheduled) {
            scheduled = true;
            background.after(delay, "presence", this::look);
        }
    }

    /// Deals with what is waiting.
    void look() {
        Map<Long, Turn> turns;
        synchronized (this) {
            turns = waiting;
            waiting = new HashMap<>();
            scheduled = false;
        }
        var users = List.copyOf(turns.keySet());
        for (int from = 0; from < users.size(); from += MAX_BATCH) {
            var some = users.subList(from, Math.min(from + MAX_BATCH, users.size()));
            try {
                settle(some, turns);
            } catch (RuntimeException failed) {
                log.warn("statuses of {} users are not known, will try again", users.size() - from, failed);
                again(users.subList(from, users.size()), turns);
                return;
            }
        }
    }

    /// What has turned since counts more.
    private synchronized void again(List<Long> users, Map<Long, Turn> turns) {
        users.forEach(user -> waiting.putIfAbsent(user, turns.get(user)));
        lookLater(AFTER_FAILURE);
    }

    private void settle(List<Long> users, Map<Long, Turn> turns) {
        var online = cluster.onlineNow(users);
        var rows = store.rows(users);
        var now = clock.millis();
        var written = new HashMap<Long, Row>();
        for (var user : users) {
            var before = rows.get(user);
            var after = after(before, online.users().contains(user), turns.get(user) == Turn.SIGNED_OUT, now);
            if (!after.equals(before)) {
                written.put(user, after);
            }
        }
        if (!written.isEmpty()) {
            store.write(written);
            rows.putAll(written);
        }
        var news = new ArrayList<>(Statuses.of(users, online, rows).values());
        // whoever is online after all, though a session of theirs ended, has another one
        news.removeIf(status -> status.isOnline() && turns.get(status.tinyID()) != Turn.BEGAN);
        if (!news.isEmpty()) {
            changed.accept(news);
        }
    }

    private static Row after(@Nullable Row row, boolean online, boolean signedOut, long now) {
        var before = row == null ? Row.NONE : row;
        if (online) {
            return new Row(true, before.custom(), 0);
        }
        var leftAt = before.custom().isEmpty() ? 0 : before.leftAt() == 0 ? now : before.leftAt();
        return new Row(!signedOut, before.custom(), leftAt);
    }
}
