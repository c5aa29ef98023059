package im.parley.server.live;

import im.parley.protocol.ProtocolJson;
import im.parley.server.bus.Envelope;
import java.io.IOException;

/// The signal that a user has left every room but one, or all.
///
/// @param room the one that they are in; 0: none
/// @param node where that happened, which knows already
record Moved(long tinyID, long room, String node) {
    /// The kind of envelope.
    static final String KIND = "live.moved";

    byte[] bytes() {
        return ProtocolJson.bytes(this);
    }

    static Moved of(Envelope envelope) {
        try {
            return ProtocolJson.mapper().readValue(envelope.body(), Moved.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException("a signal that no node of this version wrote", broken);
        }
    }
}
