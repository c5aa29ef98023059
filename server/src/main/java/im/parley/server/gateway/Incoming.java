package im.parley.server.gateway;

import im.parley.protocol.ChatException;
import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.server.operation.Frame;
import im.parley.server.operation.OperationTable;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/// The way in of one socket: from frames to requests, and the answers to what is none. Only on the event
/// loop.
final class Incoming {
    /// Malformed frames after which a client is beyond hope.
    static final int MAX_MALFORMED = 20;

    /// Seconds' worth of refused frames after which a client does not listen.
    private static final int FLOOD_SECONDS = 2;

    private static final ChatException TOO_MANY =
            ErrorCode.OVER_FREQUENCY_LIMIT.because("more frames a second came than are allowed");
    private static final ChatException BINARY =
            ErrorCode.JSON_PARSE_ERROR.because("a binary frame came, expected JSON text");

    private final ClientConnection connection;
    private final LoopConnections loop;
    private final OperationTable operations;
    private final FrameLimiter limiter = new FrameLimiter();
    private @Nullable Fragments fragments;
    private int malformed;

    Incoming(ClientConnection connection, LoopConnections loop, OperationTable operations) {
        this.connection = connection;
        this.loop = loop;
        this.operations = operations;
    }

    void receive(WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text when text.isFinalFragment() -> text(ByteBufUtil.getBytes(text.content()));
            case TextWebSocketFrame start -> fragments = new Fragments(start.content());
            case ContinuationWebSocketFrame more -> fragment(more);
            case BinaryWebSocketFrame binary -> binary();
            case PingWebSocketFrame ping -> ping(ByteBufUtil.getBytes(ping.content()));
            case CloseWebSocketFrame theirs -> connection.answerClose(theirs);
            default -> {} // a pong says what any frame says: still there
        }
    }

    private void fragment(ContinuationWebSocketFrame more) {
        if (fragments == null) {
            return; // of a binary frame, refused at its start
        }
        if (!admitted()) {
            fragments = null;
            refused();
        } else if (!fragments.add(more.content(), Limits.MAX_FRAME_BYTES)) {
            fragments = null;
            connection.close(CloseReason.FRAME_TOO_LARGE);
        } else if (more.isFinalFragment()) {
            var text = fragments.toByteArray();
            fragments = null;
            text(text);
        }
    }

    private void text(byte[] text) {
        loop.metrics().frameReceived();
        if (!Utf8.isValid(text)) {
            connection.close(CloseReason.INVALID_UTF8);
        } else if (!admitted()) {
            operations.refuse(connection, text, TOO_MANY);
            refused();
        } else if (!operations.call(connection, text)) {
            malformed();
        }
    }

    private void binary() {
        loop.metrics().frameReceived();
        if (admitted()) {
            connection.send(Frame.error(0, BINARY));
            malformed();
        } else {
            connection.send(Frame.error(0, TOO_MANY));
            refused();
        }
    }

    private void ping(byte[] content) {
        if (admitted()) {
            connection.writeBytes(ControlFrames.pong(content));
        } else {
            refused();
        }
    }

    private boolean admitted() {
        return limiter.admit(
                System.nanoTime(),
                loop.config().framesPerSecond(),
                loop.config().frameBurst());
    }

    private void refused() {
        loop.metrics().frameShed();
        if (limiter.refused() > FLOOD_SECONDS * loop.config().framesPerSecond()) {
            connection.close(CloseReason.TOO_MANY_FRAMES);
        }
    }

    private void malformed() {
        loop.metrics().frameMalformed();
        if (++malformed >= MAX_MALFORMED) {
            connection.close(CloseReason.PROTOCOL_ERROR);
        }
    }
}
