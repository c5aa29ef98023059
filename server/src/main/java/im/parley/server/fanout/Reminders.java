package im.parley.server.fanout;

import im.parley.server.bus.Envelope;
import im.parley.server.store.Background;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the users who have a session on this node do not want to hear of: all messages of some timelines, or
/// those that do not call them by name. Safe for use by many threads; asking takes no lock.
///
/// Each user's wishes have a version. They are read when the user arrives, later changes come as signals, and
/// the highest version counts, in whatever order they come.
public final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    /// What of a timeline's messages a user gets.
    public enum Reach {
        /// None.
        NOTHING,
        /// Those that call the user, or everybody, by name.
        CALLS
    }

    /// Where the wishes are stored.
    public interface Source {
        /// Those of these users; who has never had any may be left out.
        Map<Long, Wishes> of(Collection<Long> tinyIDs);
    }

    /// What one user wants.
    ///
    /// @param version grows with each change
    /// @param timelines those of which not everything is wanted
    public record Wishes(long version, Map<Long, Reach> timelines) {
        static final Wishes NONE = new Wishes(0, Map.of());

        public Wishes {
            timelines = Map.copyOf(timelines);
        }
    }

    private final Source source;
    private final KeptBack keptBack;
    private final Background background;
    private final Map<Long, Wishes> byUser = new ConcurrentHashMap<>();
    /// The same by timeline and then by user, so that a message nobody objects to costs one look.
    private final Map<Long, Map<Long, Reach>> byTimeline = new ConcurrentHashMap<>();

    Reminders(Source source, KeptBack keptBack, Background background) {
        this.source = source;
        this.keptBack = keptBack;
        this.background = background;
    }

    /// Reads what users want who signed in here. Whoever was here a while ago is read again: in between
    /// nobody told this node. Blocks.
    void arrived(Collection<Long> tinyIDs) {
        if (!tinyIDs.isEmpty()) {
            var stored = source.of(tinyIDs);
            tinyIDs.forEach(user -> changed(user, stored.getOrDefault(user, Wishes.NONE)));
        }
    }

    /// Changes may have been missed: all are read anew.
    void gap() {
        var users = List.copyOf(byUser.keySet());
        background.start("reminders", () -> {
            try {
                arrived(users);
            } catch (RuntimeException failed) {
                LOG.warn("what {} users do not want to hear of cannot be read", users.size(), failed);
            }
        });
    }

    /// A user wants something else. Never blocks.
    public synchronized void changed(long tinyID, Wishes wishes) {
        var before = byUser.getOrDefault(tinyID, Wishes.NONE);
        if (before.version() > wishes.version()) {
            return;
        }
        byUser.put(tinyID, wishes);
        before.timelines().keySet().forEach(timeline -> {
            if (!wishes.timelines().containsKey(timeline)) {
                remove(timeline, tinyID);
            }
        });
        wishes.timelines()
                .forEach((timeline, reach) -> byTimeline
                        .computeIfAbsent(timeline, key -> new ConcurrentHashMap<>())
                        .put(tinyID, reach));
    }

    private void remove(long timeline, long tinyID) {
        byTimeline.computeIfPresent(timeline, (key, users) -> {
            users.remove(tinyID);
            return users.isEmpty() ? null : users;
        });
    }

    /// Forgets those who are not here any more.
    synchronized void sweep(LongPredicate isHere) {
        new HashMap<>(byUser).forEach((user, wishes) -> {
            if (!isHere.test(user)) {
                wishes.timelines().keySet().forEach(timeline -> remove(timeline, user));
                byUser.remove(user);
            }
        });
    }

    /// Whether anybody here may not want it.
    boolean concerns(Envelope envelope) {
        var talk = envelope.talk();
        return talk != null && (byTimeline.containsKey(talk.timeline()) || byTimeline.containsKey(talk.audience()));
    }

    /// Whether this user does not want it. Who only wants to be called is told of it later.
    boolean keepsFrom(Envelope envelope, long tinyID, String userID) {
        var talk = envelope.talk();
        if (talk == null || talk.sender() == tinyID) {
            return false;
        }
        if (reach(talk.audience(), tinyID) == Reach.NOTHING) { // setMessageRemindType#4
            return true;
        }
        var reach = reach(talk.timeline(), tinyID);
        if (reach == Reach.CALLS && !talk.calls(userID)) {
            keptBack.add(talk, envelope, tinyID);
            return true;
        }
        return reach == Reach.NOTHING;
    }

    private @Nullable Reach reach(long timeline, long tinyID) {
        var users = byTimeline.get(timeline);
        return users == null ? null : users.get(tinyID);
    }
}
