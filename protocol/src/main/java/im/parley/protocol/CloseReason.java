package im.parley.protocol;

import java.util.Arrays;
import java.util.Optional;

/// Why the server closes a socket: the close code of the WebSocket. A client reconnects, with back-off, unless the
/// reason says that it must not.
public enum CloseReason {
    /// The client has signed out.
    SIGNED_OUT(1000, false),

    /// The server is shutting down or restarting.
    GOING_AWAY(1001, true),

    /// What came was no WebSocket frame: not masked, reserved bits, a fragment that continues nothing.
    WEBSOCKET_ERROR(1002, false),

    /// A text frame was not valid UTF-8.
    INVALID_UTF8(1007, false),

    /// A frame was larger than [Limits#MAX_FRAME_BYTES].
    FRAME_TOO_LARGE(1009, false),

    /// Malformed or binary frames, again and again.
    PROTOCOL_ERROR(4000, false),

    /// Signed out by the server; a `session.kicked` push went ahead and says why.
    KICKED_OUT(4001, false),

    /// The client read so slowly that its backlog passed the limit. It reconnects and catches up.
    SLOW_READER(4003, true),

    /// More frames a second than allowed, although told so.
    TOO_MANY_FRAMES(4004, true),

    /// Nothing was heard from the client for longer than its heartbeat allows.
    IDLE(4005, true),

    /// The same instance has connected again. Who hears of it has not: a network has delivered an older sign-in
    /// late, or one twice.
    REPLACED(4006, true),

    /// The protocol version in the address is not served here.
    UNSUPPORTED_VERSION(4007, false),

    /// Nobody signed in on this socket in time.
    NOT_SIGNED_IN(4008, true);

    private final int code;
    private final boolean reconnect;

    CloseReason(int code, boolean reconnect) {
        this.code = code;
        this.reconnect = reconnect;
    }

    /// The close code on the wire.
    public int code() {
        return code;
    }

    /// Whether the client should connect again by itself.
    public boolean reconnect() {
        return reconnect;
    }

    /// The reason with this close code; empty for codes of others.
    public static Optional<CloseReason> of(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }
}
