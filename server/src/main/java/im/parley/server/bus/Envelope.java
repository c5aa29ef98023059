package im.parley.server.bus;

import org.jspecify.annotations.Nullable;

/// One event on its way to sessions or nodes.
///
/// @param to who gets it
/// @param kind [#PUSH] for a frame that goes on to clients as it is, or the name of a signal between nodes
/// @param exceptInstance the instance that must not get it: the one that caused it
/// @param body the text of a push frame, or what the signal says; not to be written to
/// @param reach which members of a group get it; null for all other addresses
public record Envelope(
        Address to,
        String kind,
        @Nullable String exceptInstance,
        byte[] body,
        @Nullable Reach reach) {
    /// The kind of what goes on to clients.
    public static final String PUSH = "push";

    /// One that does not go to a group.
    public Envelope(Address to, String kind, @Nullable String exceptInstance, byte[] body) {
        this(to, kind, exceptInstance, body, null);
    }

    /// The members of a group at one moment.
    ///
    /// @param version of the group's membership: a node that knows an older one asks before it delivers
    /// @param sequence who joined at this place of the timeline or later gets nothing
    public record Reach(long version, long sequence) {}
}
