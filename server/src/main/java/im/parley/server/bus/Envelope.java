package im.parley.server.bus;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One event on its way to sessions or nodes.
///
/// @param to who gets it
/// @param kind [#PUSH] for a frame that goes on to clients as it is, or the name of a signal between nodes
/// @param exceptInstance the instance that must not get it: the one that caused it
/// @param body the text of a push frame, or what the signal says; not to be written to
/// @param reach which members of a group get it; null for all other addresses
/// @param talk what the message in it belongs to; null: it is none that anybody may have asked not to get
public record Envelope(
        Address to,
        String kind,
        @Nullable String exceptInstance,
        byte[] body,
        @Nullable Reach reach,
        @Nullable Talk talk) {
    /// The kind of what goes on to clients.
    public static final String PUSH = "push";

    /// One that does not go to a group.
    public Envelope(Address to, String kind, @Nullable String exceptInstance, byte[] body) {
        this(to, kind, exceptInstance, body, null, null);
    }

    /// One to the members of a group that everybody is to get.
    public Envelope(Address to, String kind, @Nullable String exceptInstance, byte[] body, @Nullable Reach reach) {
        this(to, kind, exceptInstance, body, reach, null);
    }

    /// The members of a group at one moment.
    ///
    /// @param version of the group's membership: a node that knows an older one asks before it delivers
    /// @param sequence who joined at this place of the timeline or later gets nothing
    public record Reach(long version, long sequence) {}

    /// What somebody who does not want to hear of every message needs to know of one.
    ///
    /// @param timeline it is in
    /// @param audience of a topic the timeline of its community, which who wants nothing of wants none of; else
    ///     the same as `timeline`
    /// @param sender account number: gets their own messages always
    /// @param callsAll whether it calls everybody by name
    /// @param called userIDs of those whom it calls by name, at most 100
    public record Talk(long timeline, long audience, long sender, boolean callsAll, Set<String> called) {
        /// Whether it calls this user.
        public boolean calls(String userID) {
            return callsAll || called.contains(userID);
        }
    }
}
