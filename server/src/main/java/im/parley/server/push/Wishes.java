package im.parley.server.push;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// What users want to be told of on their phones. Asked by push, known to who keeps it.
public interface Wishes {
    /// A user's phones, and something in a timeline.
    ///
    /// @param user account number
    record Receiver(long conversation, long user) {}

    /// What of a timeline's messages a user wants to be told of.
    enum Reach {
        /// Those that call them by name, or everybody.
        CALLS,
        NOTHING
    }

    /// What is wanted at this moment, by receiver; who wants everything is left out.
    Map<Receiver, Reach> of(Collection<Receiver> receivers, Instant now);

    /// How many messages these users have to read, as their clients count them; by account number.
    Map<Long, Integer> unread(Collection<Long> users);
}
