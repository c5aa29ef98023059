package im.parley.protocol.session;

import im.parley.protocol.Push;

/// Pushes may have been lost between nodes: the client compares its conversations with the server's and
/// catches up, as after a reconnect.
@Push("session.resync")
public record Resync() {}
