package im.parley.protocol.session;

import im.parley.protocol.Push;

/// The server signed this instance out; the socket is closed after this push.
///
/// @param type a `KICKED_OUT_…` value of [im.parley.protocol.Types]
@Push("session.kicked")
public record Kicked(String type) {}
