package im.parley.server.group;

import im.parley.server.fanout.LocalMembers;
import im.parley.server.message.RoomTimelines;
import im.parley.server.push.PushRooms;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Who is in which group, for the nodes that hand out what is sent to groups. Each answer is of one moment:
/// members with the version of the group that they belong to.
public final class GroupMemberships implements LocalMembers.Source {
    private final Jdbi jdbi;

    public GroupMemberships(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<LocalMembers.Membership> ofUsers(Collection<Long> tinyIDs) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var members = GroupStore.ofUsers(handle, tinyIDs);
            if (members.isEmpty()) {
                return List.of();
            }
            var heads = RoomTimelines.heads(
                    handle, members.stream().map(StoredMember::group).collect(Collectors.toSet()));
            return members.stream()
                    .filter(member -> heads.containsKey(member.group()))
                    .map(member -> new LocalMembers.Membership(
                            member.tinyID(),
                            member.group(),
                            Objects.requireNonNull(heads.get(member.group())).version(),
                            member.joinedSequence()))
                    .toList();
        });
    }

    /// The numbers of groups; unknown ones are left out.
    public static Map<String, Long> numbers(Handle handle, Collection<String> groupIDs) {
        return GroupStore.byGroupID(handle, groupIDs).stream()
                .collect(Collectors.toMap(StoredGroup::groupID, StoredGroup::id));
    }

    /// Keeps a member in a group until the transaction ends.
    ///
    /// @return whether they are one
    public static boolean keep(Handle handle, long group, long tinyID) {
        return GroupStore.keep(handle, group, tinyID);
    }

    /// The smallest place of these members, see [im.parley.server.message.Rooms.Room#place]; empty: none is
    /// one.
    public static OptionalLong firstPlace(Handle handle, long group, Collection<Long> tinyIDs) {
        return GroupStore.members(handle, group, tinyIDs).values().stream()
                .mapToLong(StoredMember::joinedSequence)
                .min();
    }

    /// Those of these timelines that belong to groups whose messages are pushed: those that count as unread.
    public List<PushRooms.Room> pushed(Collection<Long> conversations) {
        return jdbi.withHandle(handle -> GroupStore.byID(handle, conversations)).values().stream()
                .filter(group -> group.type().countsUnread())
                .map(group -> new PushRooms.Room(
                        group.id(),
                        group.id(),
                        group.groupID(),
                        group.name().isEmpty() ? group.groupID() : group.name()))
                .toList();
    }

    /// See [PushRooms#members].
    public List<Long> withDevices(long group, long after, int limit) {
        return jdbi.withHandle(handle -> GroupStore.withDevices(handle, group, after, limit));
    }

    @Override
    public LocalMembers.Snapshot ofGroup(long group, Collection<Long> tinyIDs) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var head = RoomTimelines.heads(handle, List.of(group)).get(group);
            if (head == null) {
                return new LocalMembers.Snapshot(Long.MAX_VALUE, 0, Map.of());
            }
            var joined = new HashMap<Long, Long>();
            GroupStore.members(handle, group, tinyIDs)
                    .forEach((user, member) -> joined.put(user, member.joinedSequence()));
            var found = GroupStore.byID(handle, List.of(group)).get(group);
            boolean hasTopics = found != null && found.isSupportTopic(); // something may be written in any of them
            return new LocalMembers.Snapshot(head.version(), hasTopics ? Long.MAX_VALUE : head.lastSequence(), joined);
        });
    }
}
