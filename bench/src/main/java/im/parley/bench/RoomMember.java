package im.parley.bench;

/// Somebody in a room who gets what others write there. The methods are called on the generator's event loop.
interface RoomMember {
    /// Called on the event loop.
    interface Listener {
        /// A message of this member was stored, or refused.
        void acked(RoomMember member, boolean stored);

        /// A message of somebody else arrived.
        ///
        /// @param stamp what [#send] was given
        void received(RoomMember member, long stamp);

        /// The connection was closed by the server.
        void lost(RoomMember member);
    }

    void listener(Listener listener);

    /// Writes one message of the agreed size with the next [#flush].
    void send(long stamp);

    void flush();

    void close();
}
