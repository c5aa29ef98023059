package im.parley.server.live;

import im.parley.protocol.ProtocolJson;
import im.parley.server.bus.Envelope;
import java.io.IOException;

/// What somebody may not do in a room; also the signal that tells nodes of it.
///
/// @param bannedUntil milliseconds since 1970
/// @param mutedUntil milliseconds since 1970
/// @param version grows with each change; 0: there was none
record Sanction(long room, long tinyID, long bannedUntil, long mutedUntil, long version) {
    /// The kind of envelope.
    static final String KIND = "live.sanction";

    byte[] bytes() {
        return ProtocolJson.bytes(this);
    }

    static Sanction of(Envelope envelope) {
        try {
            return ProtocolJson.mapper().readValue(envelope.body(), Sanction.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException("a signal that no node of this version wrote", broken);
        }
    }
}
