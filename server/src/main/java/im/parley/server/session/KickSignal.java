package im.parley.server.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What nodes tell each other when instances of a user must leave.
record KickSignal(List<Seat> seats) {
    /// One instance, or all of the user.
    ///
    /// @param node the run of the process that holds its socket; null: all instances of the user,
    ///     wherever they are
    /// @param connectionID which of that node's sign-ins
    /// @param type a `KICKED_OUT_…` value; null: the instance has connected again elsewhere
    record Seat(
            @Nullable String node,
            long connectionID,
            @Nullable String type) {
        boolean isOf(Session session, String itsNode) {
            return node == null || node.equals(itsNode) && connectionID == session.connectionID();
        }
    }

    byte[] toBytes() {
        try {
            return ProtocolJson.mapper().writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", impossible);
        }
    }

    /// @throws IllegalArgumentException if another version of the server wrote something else
    static KickSignal read(byte[] bytes) {
        try {
            return ProtocolJson.mapper().readValue(bytes, KickSignal.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException("not a kick signal", broken);
        }
    }
}
