package im.parley.server.bus;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The bus of a server that is alone: what is published is received on the publisher's own thread, if
/// anybody joined its address.
public final class InProcessBus implements Bus {
    private final Set<Address> joined = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Listener listener;

    @Override
    public void start(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void publish(List<Envelope> batch) {
        Objects.requireNonNull(listener, "the bus was not started");
        deliver(batch);
    }

    /// Hands what this node joined to its listener, on the caller's thread.
    void deliver(List<Envelope> batch) {
        var current = listener;
        if (current == null) {
            return;
        }
        var wanted =
                allJoined(batch) ? batch : batch.stream().filter(this::isJoined).toList();
        if (!wanted.isEmpty()) {
            current.received(wanted);
        }
    }

    /// Tells the listener of a gap.
    void gap() {
        var current = listener;
        if (current != null) {
            current.gap();
        }
    }

    @Override
    public void join(Address address) {
        add(address);
    }

    @Override
    public void join(Address address, Runnable then) {
        add(address);
        then.run();
    }

    @Override
    public void leave(Address address) {
        remove(address);
    }

    /// @return whether it was not joined before
    boolean add(Address address) {
        return joined.add(address);
    }

    /// @return whether it was joined before
    boolean remove(Address address) {
        return joined.remove(address);
    }

    /// Nothing is received from now on.
    @Override
    public void close() {
        joined.clear();
    }

    private boolean isJoined(Envelope envelope) {
        return joined.contains(envelope.to());
    }

    private boolean allJoined(List<Envelope> batch) {
        for (var envelope : batch) {
            if (!isJoined(envelope)) {
                return false;
            }
        }
        return true;
    }
}
