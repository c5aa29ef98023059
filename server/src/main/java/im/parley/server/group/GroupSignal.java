package im.parley.server.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Tells nodes that a group changed.
///
/// @param group the number of its timeline
/// @param version after the change
/// @param joined who came, with the timeline's last sequence before that
/// @param left who went
/// @param touched members who are something else now
/// @param topicsChanged of a community: its topics, or what members are in one
/// @param profileChanged what the group says of itself is another
/// @param ended there is no such group any more
public record GroupSignal(
        long group,
        String groupID,
        long version,
        Map<Long, Long> joined,
        List<Long> left,
        List<Long> touched,
        boolean topicsChanged,
        boolean profileChanged,
        boolean ended) {
    /// The kind of envelope.
    static final String KIND = "group.changed";

    Envelope to(Address address) {
        try {
            return new Envelope(address, KIND, null, ProtocolJson.mapper().writeValueAsBytes(this));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of numbers can be written", impossible);
        }
    }

    static GroupSignal of(Envelope envelope) {
        try {
            return ProtocolJson.mapper().readValue(envelope.body(), GroupSignal.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException("a signal that no node of this version wrote", broken);
        }
    }
}
