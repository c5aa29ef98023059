package im.parley.server.gateway;

import im.parley.protocol.Limits;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.net.NetSocketInternal;

/// Takes an upgraded socket out of Vert.x's hands: the one place that relies on its internals, guarded by a
/// test of its own. Vert.x keeps the channel in its list of open ones, so that closing its server closes
/// the socket, and nothing else.
final class PipelineTakeover {
    static final String DECODER = "frame-decoder";
    static final String CONNECTION = "connection";

    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(Limits.MAX_FRAME_BYTES)
            .expectMaskedFrames(true)
            .allowMaskMismatch(false)
            .allowExtensions(false)
            .closeOnProtocolViolation(false) // ClientConnection says why it closes
            .withUTF8Validator(false) // ClientConnection checks whole messages
            .build();

    private PipelineTakeover() {}

    /// Answers the handshake with 101 and puts our handlers in the place of Vert.x's, both within this
    /// call: no frame can come between. Only on the request's event loop.
    static void upgrade(HttpServerRequest request, ClientConnection connection) {
        Handshake.answer(request);
        request.toNetSocket().onSuccess(socket -> {
            var pipeline = ((NetSocketInternal) socket)
                    .channelHandlerContext()
                    .channel()
                    .pipeline();
            for (var name : pipeline.toMap().keySet()) {
                pipeline.remove(name);
            }
            pipeline.addLast(DECODER, new WebSocket13FrameDecoder(FRAMES));
            pipeline.addLast(CONNECTION, connection);
        });
    }
}
