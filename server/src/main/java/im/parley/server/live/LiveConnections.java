package im.parley.server.live;

import im.parley.server.fanout.LocalRooms;
import im.parley.server.group.Groups;
import im.parley.server.group.OnlineUsers;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Notices whose last connection went while they are in a live room, and who came back, and tells the app's back end.
/// Of who is in their room on several nodes the one tells that they came to last. For use by one thread at a time.
final class LiveConnections {
    private final LiveCallbacks callbacks;
    private final Groups groups;
    private final LiveStore store;
    private final OnlineUsers online;
    private final LocalRooms local;
    /// The room of each member who was told of as gone.
    private final Map<Long, Long> gone = new HashMap<>();

    /// @param online who of some users is signed in on any node
    LiveConnections(LiveCallbacks callbacks, Groups groups, LiveStore store, OnlineUsers online, LocalRooms local) {
        this.callbacks = callbacks;
        this.groups = groups;
        this.store = store;
        this.online = online;
        this.local = local;
    }

    /// @param away who has no session here
    void look(Set<Long> away) {
        if (!callbacks.wantsConnections()) {
            gone.clear();
            return;
        }
        var rooms = local.all();
        gone.entrySet().removeIf(member -> !member.getValue().equals(rooms.get(member.getKey())));
        var absent = new HashSet<>(away);
        absent.retainAll(rooms.keySet());
        if (!absent.isEmpty()) {
            absent.removeAll(online.among(absent));
            absent.removeAll(store.movedOn(absent));
        }
        var back = new HashSet<>(gone.keySet());
        back.removeAll(absent);
        absent.removeAll(gone.keySet());
        tell(rooms, back, true);
        tell(rooms, absent, false);
        gone.keySet().removeAll(back);
        absent.forEach(user -> gone.put(user, Objects.requireNonNull(rooms.get(user))));
    }

    private void tell(Map<Long, Long> rooms, Collection<Long> users, boolean isOnline) {
        if (users.isEmpty()) {
            return;
        }
        Map<Long, List<Long>> byRoom =
                users.stream().collect(Collectors.groupingBy(user -> Objects.requireNonNull(rooms.get(user))));
        groups.liveRooms(byRoom.keySet())
                .forEach((id, room) -> callbacks.connections(room, Objects.requireNonNull(byRoom.get(id)), isOnline));
    }
}
