package im.parley.server.bus;

import java.util.Collection;
import java.util.List;

/// Carries envelopes to every node of an app that joined their address, this one included. Safe for use by
/// many threads; never blocks a publisher. What one publisher sends to one address arrives in order and at
/// most once.
public interface Bus extends AutoCloseable {
    /// Where received envelopes go; called once, before anything else.
    void start(Listener listener);

    void publish(List<Envelope> batch);

    /// Envelopes to this address that are published after this call are received here. May block.
    void join(Address address);

    /// The same for many.
    default void join(Collection<Address> addresses) {
        addresses.forEach(this::join);
    }

    /// The same as [#join(Address)] without blocking.
    ///
    /// @param then runs when it is done; before this returns, where that takes no waiting
    void join(Address address, Runnable then);

    void leave(Address address);

    @Override
    void close();

    /// What a node does with what it receives. Must not block.
    interface Listener {
        void received(List<Envelope> batch);

        /// Envelopes may have been lost: the connection between nodes broke for a while, this node fell
        /// behind, or another died before it could publish what it had stored.
        void gap();
    }
}
