package im.parley.server.community;

import im.parley.server.group.GroupMemberships;
import im.parley.server.push.PushRooms;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Groups and topics whose messages are pushed.
public final class PushedRooms implements PushRooms {
    private final Jdbi jdbi;
    private final GroupMemberships groups;

    public PushedRooms(Jdbi jdbi, GroupMemberships groups) {
        this.jdbi = jdbi;
        this.groups = groups;
    }

    @Override
    public Map<Long, Room> of(Collection<Long> conversations) {
        var rooms = new HashMap<Long, Room>();
        groups.pushed(conversations).forEach(room -> rooms.put(room.conversation(), room));
        jdbi.withHandle(handle -> TopicStore.byID(handle, conversations))
                .forEach(topic -> rooms.put(
                        topic.id(),
                        new Room(
                                topic.id(),
                                topic.community(),
                                topic.topicID(),
                                topic.name().isEmpty() ? topic.topicID() : topic.name())));
        return rooms;
    }

    @Override
    public List<Long> members(Room room, long after, int limit) {
        return groups.withDevices(room.audience(), after, limit);
    }
}
