package im.parley.bench;

/// One who sends and one who receives. The methods are called on the generator's event loop.
interface Pair {
    /// Called for each message that was stored, and for each that arrived.
    interface Listener {
        /// @param stored false when the server refused it
        void acked(Pair pair, boolean stored);

        /// @param stamp what [#send] was given
        void received(Pair pair, long stamp);

        /// One of the two connections was closed by the server.
        void lost(Pair pair);
    }

    void listener(Listener listener);

    /// Sends one message of the agreed size with the next [#flush].
    ///
    /// @param stamp travels in the message
    void send(long stamp);

    void flush();

    /// Closes both connections.
    void close();
}
