package im.parley.server.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Groups and topics whose messages are pushed. Asked by push, known to who keeps them.
public interface PushRooms {
    /// A group or topic.
    ///
    /// @param conversation number of its timeline
    /// @param audience the group whose members get what is written: of a topic, its community
    /// @param name its ID where it has none
    record Room(long conversation, long audience, String groupID, String name) {}

    /// Those of these timelines that belong to groups or topics whose messages are pushed, by number.
    Map<Long, Room> of(Collection<Long> conversations);

    /// SQL: the user `m` has a phone. For [#members].
    String HAS_DEVICE = "EXISTS (SELECT FROM push_device d WHERE d.tiny_id = m.tiny_id)";

    /// Members that have a phone, by account number from the lowest on.
    ///
    /// @param after where the page before ended; 0: the first page
    /// @param limit most members of a page
    List<Long> members(Room room, long after, int limit);
}
