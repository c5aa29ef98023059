package im.parley.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// WebSocket frames as a client writes them. All carry the same mask: nothing between here and the server
/// needs to be protected from text of our choosing, and so a frame can be masked once and sent many times.
final class ClientFrame {
    static final int TEXT = 0x81;
    static final int PONG = 0x8a;
    static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final int MASKED = 0x80;
    private static final int MAX_TINY = 125;
    private static final int MAX_SHORT = 0xffff;

    private ClientFrame() {}

    static byte[] text(String json) {
        return frame(TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    /// @param payload at most 65,535 bytes, more than any server here takes
    static byte[] frame(int head, byte[] payload) {
        if (payload.length > MAX_SHORT) {
            throw new IllegalArgumentException(payload.length + " bytes do not fit a frame");
        }
        var length = headerLength(payload.length);
        var frame = ByteBuffer.allocate(length + payload.length).put((byte) head);
        if (payload.length <= MAX_TINY) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return frame.array();
    }

    /// Bytes before the payload, the mask among them.
    static int headerLength(int payloadLength) {
        return payloadLength <= MAX_TINY ? 6 : 8;
    }
}
