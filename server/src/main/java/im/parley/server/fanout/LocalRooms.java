package im.parley.server.fanout;

import im.parley.protocol.CloseReason;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.operation.Connection;
import im.parley.server.operation.Outbox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which live rooms the users and guests of this node are in: each is in one at most. While a room has somebody
/// here, this node has joined its address on the bus. Safe for use by many threads; reading takes no lock.
public final class LocalRooms {
    private static final long GOODBYE_MILLIS = 500;

    private final Bus bus;
    private final Delivery delivery;
    private volatile @Nullable ScheduledExecutorService scheduler;
    private final Map<Long, Local> rooms = new ConcurrentHashMap<>();
    private final Map<Long, Long> roomOf = new ConcurrentHashMap<>();
    private final Map<Connection, Long> roomOfGuest = new ConcurrentHashMap<>();

    LocalRooms(Bus bus, Delivery delivery) {
        this.bus = bus;
        this.delivery = delivery;
    }

    /// From now on, what is sent to large rooms is gathered.
    void start(ScheduledExecutorService timer) {
        scheduler = timer;
    }

    private static final class Local {
        final Set<Long> users = ConcurrentHashMap.newKeySet();
        final Set<Connection> guests = ConcurrentHashMap.newKeySet();
        final Gathering gathering = new Gathering(); // guarded by itself
        boolean joined; // guarded by this, like the next
        boolean ended;

        boolean isEmpty() {
            return users.isEmpty() && guests.isEmpty();
        }

        int receivers() {
            return users.size() + guests.size();
        }
    }

    /// Takes a user in, out of the room that they were in. What is sent to the room after this returns reaches
    /// them. Blocks for the room's first user.
    ///
    /// @return whether they were not in it
    public boolean enter(long room, long tinyID) {
        var before = roomOf.put(tinyID, room);
        if (before != null && before != room) {
            remove(before, tinyID);
        }
        return inRoom(room, local -> local.users.add(tinyID));
    }

    /// Lets somebody listen who has not signed in, and in no other room any more. Blocks for the room's first.
    public void enterAsGuest(long room, Connection guest) {
        var before = roomOfGuest.put(guest, room);
        if (before != null && before != room) {
            remove(before, local -> local.guests.remove(guest));
        }
        inRoom(room, local -> local.guests.add(guest));
    }

    private boolean inRoom(long room, Predicate<Local> action) {
        while (true) {
            var local = rooms.computeIfAbsent(room, id -> new Local());
            synchronized (local) {
                if (!local.ended) {
                    if (!local.joined) {
                        bus.join(new Address.Room(room));
                        local.joined = true;
                    }
                    return action.test(local);
                }
            }
        }
    }

    /// Lets a user out. Never blocks.
    ///
    /// @return whether they were in it
    public boolean leave(long room, long tinyID) {
        return roomOf.remove(tinyID, room) && remove(room, tinyID);
    }

    /// Lets a user out of whatever room they are in, but not out of this one.
    public void leaveOthers(long tinyID, long room) {
        var current = roomOf.get(tinyID);
        if (current != null && current != room) {
            leave(current, tinyID);
        }
    }

    /// Lets a guest go. Never blocks.
    ///
    /// @return whether they were in this room
    public boolean leaveAsGuest(long room, Connection guest) {
        roomOfGuest.remove(guest, room);
        return remove(room, local -> local.guests.remove(guest));
    }

    /// Lets a guest go, wherever they are. Never blocks.
    public void leaveAsGuest(Connection guest) {
        var room = roomOfGuest.remove(guest);
        if (room != null) {
            remove(room, local -> local.guests.remove(guest));
        }
    }

    private boolean remove(long room, long tinyID) {
        return remove(room, local -> local.users.remove(tinyID));
    }

    private boolean remove(long room, Predicate<Local> action) {
        var local = rooms.get(room);
        if (local == null) {
            return false;
        }
        synchronized (local) {
            boolean removed = action.test(local);
            if (local.isEmpty() && !local.ended) {
                close(room, local);
            }
            return removed;
        }
    }

    /// Lets everybody out.
    public void end(long room) {
        var local = rooms.get(room);
        if (local != null) {
            synchronized (local) {
                writeGathered(local, () -> {}); // that it ends, for one
                local.users.forEach(user -> roomOf.remove(user, room));
                local.users.clear();
                local.guests.forEach(guest -> roomOfGuest.remove(guest, room));
                sayGoodbye(List.copyOf(local.guests));
                local.guests.clear();
                close(room, local);
            }
        }
    }

    /// There is nothing else that guests may do. What tells them that the room ends may still be on its way.
    private void sayGoodbye(List<Connection> guests) {
        Runnable goodbye = () -> guests.stream()
                .filter(guest -> !roomOfGuest.containsKey(guest))
                .forEach(guest -> guest.close(CloseReason.SIGNED_OUT));
        var timer = scheduler;
        if (timer == null) {
            goodbye.run();
        } else if (!guests.isEmpty()) {
            timer.schedule(goodbye, GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// The caller holds the room's lock.
    private void close(long room, Local local) {
        local.ended = true;
        rooms.remove(room, local);
        if (local.joined) {
            bus.leave(new Address.Room(room));
        }
    }

    /// Delivers a push to who is in the room here. Never blocks.
    void received(long room, Envelope envelope, Outbox outbox) {
        var local = rooms.get(room);
        if (local == null) {
            return;
        }
        var timer = scheduler;
        synchronized (local.gathering) {
            if (timer != null && (local.receivers() >= Gathering.RECEIVERS || !local.gathering.isEmpty())) {
                if (!local.gathering.add(envelope)) {
                    return;
                }
                lookAgain(timer, local);
            }
            delivery.add(envelope, local.users, outbox);
            delivery.addToGuests(List.of(envelope), local.guests, outbox);
        }
    }

    private void lookAgain(ScheduledExecutorService timer, Local local) {
        Gathering.look(timer, () -> writeGathered(local, () -> lookAgain(timer, local)));
    }

    /// @param written called when the sockets have what there was; not where there was nothing
    private void writeGathered(Local local, Runnable written) {
        synchronized (local.gathering) {
            var gathered = local.gathering.take();
            if (!gathered.isEmpty()) {
                var outbox = new Outbox();
                delivery.add(gathered, local.users, outbox);
                delivery.addToGuests(gathered, local.guests, outbox);
                outbox.send(written);
            }
        }
    }

    /// Who is in the room here; changes with it.
    public Collection<Long> of(long room) {
        var local = rooms.get(room);
        return local == null ? List.of() : local.users;
    }

    /// Whether the user is in this room here.
    public boolean isIn(long room, long tinyID) {
        var current = roomOf.get(tinyID);
        return current != null && current == room;
    }

    /// The room that each user here is in, by account number. A copy.
    public Map<Long, Long> all() {
        return Map.copyOf(roomOf);
    }

    /// The guests of all rooms here. A copy.
    public Set<Connection> guests() {
        return Set.copyOf(roomOfGuest.keySet());
    }

    /// The room in which a guest listens; null: in none.
    public @Nullable Long roomOf(Connection guest) {
        return roomOfGuest.get(guest);
    }

    /// Whether anybody is in the room here.
    public boolean isOpen(long room) {
        return rooms.containsKey(room);
    }

    /// Rooms that have somebody here. A copy.
    public Set<Long> rooms() {
        return Set.copyOf(rooms.keySet());
    }
}
