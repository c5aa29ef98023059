package im.parley.protocol.session;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Heartbeat. A client sends one whenever it has sent nothing for
/// [im.parley.protocol.settings.ClientConfig#heartbeat] seconds; the server closes sockets that stay silent
/// for more than two and a half times as long. Allowed before login.
@Op("session.ping")
public record Ping() implements Operation<Ping.Result> {
    /// @param serverTime milliseconds since 1970 (`getServerTime#1`)
    public record Result(long serverTime) {}
}
