package im.parley.server.gateway;

import im.parley.protocol.CloseReason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Finished control frames: header and at most 125 bytes.
final class ControlFrames {
    private static final int FINAL_PONG = 0x8a;
    private static final int FINAL_CLOSE = 0x88;
    private static final int NORMAL = 1000;

    private ControlFrames() {}

    static byte[] pong(byte[] content) {
        return frame(FINAL_PONG, content);
    }

    static byte[] close(CloseReason reason) {
        var text = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ').getBytes(StandardCharsets.US_ASCII);
        var content = new byte[2 + text.length];
        content[0] = (byte) (reason.code() >>> 8);
        content[1] = (byte) reason.code();
        System.arraycopy(text, 0, content, 2, text.length);
        return frame(FINAL_CLOSE, content);
    }

    /// The answer to a client's close frame.
    ///
    /// @param code the client's, -1 if it gave none
    static byte[] close(int code) {
        int echoed = code < 0 ? NORMAL : code;
        return frame(FINAL_CLOSE, new byte[] {(byte) (echoed >>> 8), (byte) echoed});
    }

    private static byte[] frame(int head, byte[] content) {
        var frame = new byte[2 + content.length];
        frame[0] = (byte) head;
        frame[1] = (byte) content.length;
        System.arraycopy(content, 0, frame, 2, content.length);
        return frame;
    }
}
