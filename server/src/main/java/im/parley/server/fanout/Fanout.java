package im.parley.server.fanout;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Frame;
import im.parley.server.operation.Outbox;
import im.parley.server.session.Arrivals;
import im.parley.server.session.Sessions;
import im.parley.server.store.Background;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes events to users and signals to nodes, and delivers to this node's sessions what the bus brings.
/// Safe for use by many threads; what one thread publishes to one user arrives in order.
public final class Fanout implements Bus.Listener, Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Fanout.class);
    private static final int SWEEP_SECONDS = 30;
    private static final int KEPT_BACK_MILLIS = 500;

    private final Bus bus;
    private final Sessions sessions;
    private final Delivery delivery;
    private final Map<String, Consumer<Envelope>> signals = new ConcurrentHashMap<>();
    private final List<Consumer<Envelope>> roomPushes = new CopyOnWriteArrayList<>();
    private final List<Runnable> gapHandlers = new CopyOnWriteArrayList<>();
    private final LocalMembers members;
    private final LocalRooms rooms;
    private final Reminders reminders;
    private final KeptBack keptBack;

    /// @param memberships of groups, as they are stored
    /// @param wishes of users, as they are stored
    /// @param callsOnlyInterval how often who only wants to be called hears that there is more
    public Fanout(
            Bus bus,
            Sessions sessions,
            LocalMembers.Source memberships,
            Reminders.Source wishes,
            Supplier<Duration> callsOnlyInterval,
            Background background,
            Metrics metrics) {
        this.bus = bus;
        this.sessions = sessions;
        this.keptBack = new KeptBack(callsOnlyInterval, System::nanoTime);
        this.reminders = new Reminders(wishes, keptBack, background);
        this.delivery = new Delivery(sessions, reminders, metrics);
        this.rooms = new LocalRooms(bus, delivery);
        this.members = new LocalMembers(bus, delivery, memberships, background);
    }

    /// Forgets now and then who has gone, and writes what has gathered.
    public void start(ScheduledExecutorService scheduler) {
        members.start(scheduler);
        rooms.start(scheduler);
        scheduler.scheduleWithFixedDelay(members::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(
                () -> reminders.sweep(delivery::isHere), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(
                this::tellOfKeptBack, KEPT_BACK_MILLIS, KEPT_BACK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tellOfKeptBack() {
        try {
            var outbox = new Outbox();
            for (var due : keptBack.due()) {
                var receivers = members.reachedBy(due.envelope());
                receivers.retainAll(due.users()); // who has gone meanwhile is told nothing
                delivery.add(due.envelope(), receivers, outbox);
            }
            outbox.send();
        } catch (RuntimeException failed) {
            log.error("nobody is told of what was kept back", failed);
        }
    }

    /// See [LocalMembers#arrived]; what the users do not want to hear of is known from then on, too.
    @Override
    public void arrived(Collection<Long> tinyIDs) {
        reminders.arrived(tinyIDs);
        members.arrived(tinyIDs);
    }

    /// The members of a group changed. Never blocks.
    public void membersChanged(LocalMembers.Change change) {
        members.apply(change);
    }

    /// What users here do not want to hear of.
    public Reminders reminders() {
        return reminders;
    }

    /// Who is in which live room here.
    public LocalRooms rooms() {
        return rooms;
    }

    /// Sets what sees each push to a live room that arrives here. It must not block.
    public void onRoomPush(Consumer<Envelope> listener) {
        roomPushes.add(listener);
    }

    /// Sends a push to every instance of a user but one.
    ///
    /// @param exceptInstance the instance that caused it; null: nobody is left out
    /// @param push a record that carries [im.parley.protocol.Push]
    public void toUser(long tinyID, @Nullable String exceptInstance, Object push) {
        publish(List.of(new Envelope(new Address.User(tinyID), Envelope.PUSH, exceptInstance, Frame.pushText(push))));
    }

    /// Sends the same push, encoded once, to every instance of these users.
    public void toUsers(Collection<Long> tinyIDs, Object push) {
        var text = Frame.pushText(push);
        publish(tinyIDs.stream()
                .map(tinyID -> new Envelope(new Address.User(tinyID), Envelope.PUSH, null, text))
                .toList());
    }

    /// Tells nodes something; each runs the handler that it gave to [#onSignal].
    public void signal(Address to, String kind, byte[] body) {
        publish(List.of(new Envelope(to, kind, null, body)));
    }

    public void publish(List<Envelope> batch) {
        bus.publish(batch);
    }

    /// Sets what happens here when a signal of this kind arrives. The handler must not block.
    public void onSignal(String kind, Consumer<Envelope> handler) {
        signals.put(kind, handler);
    }

    /// Adds what happens here when signals may have been lost. The handler must not block.
    public void onGap(Runnable handler) {
        gapHandlers.add(handler);
    }

    @Override
    public void received(List<Envelope> batch) {
        var outbox = new Outbox();
        for (int i = 0; i < batch.size(); i++) {
            var envelope = batch.get(i);
            if (!envelope.kind().equals(Envelope.PUSH)) {
                handle(envelope);
            } else if (envelope.to() instanceof Address.User(long tinyID)) {
                delivery.add(envelope, List.of(tinyID), outbox);
            } else if (envelope.to() instanceof Address.Group(long group)) {
                int end = endOfRun(batch, i);
                members.received(group, batch.subList(i, end), outbox);
                i = end - 1;
            } else if (envelope.to() instanceof Address.Room(long room)) {
                rooms.received(room, envelope, outbox);
                roomPushes.forEach(listener -> listener.accept(envelope));
            }
        }
        outbox.send();
    }

    /// Where pushes to another address follow, or something else.
    private static int endOfRun(List<Envelope> batch, int from) {
        int end = from + 1;
        while (end < batch.size()
                && batch.get(end).kind().equals(Envelope.PUSH)
                && batch.get(end).to().equals(batch.get(from).to())) {
            end++;
        }
        return end;
    }

    @Override
    public void gap() {
        log.info("events may have been lost, {} sessions are told to catch up", sessions.count());
        members.gap();
        reminders.gap();
        gapHandlers.forEach(Runnable::run);
        delivery.resync(null);
    }

    private void handle(Envelope envelope) {
        var handler = signals.get(envelope.kind());
        if (handler == null) {
            log.warn("no handler for signal {}", envelope.kind());
            return;
        }
        try {
            handler.accept(envelope);
        } catch (RuntimeException failed) {
            log.error("signal {} failed", envelope.kind(), failed);
        }
    }
}
