package im.parley.server.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import im.parley.protocol.ChatException;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Push;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A finished WebSocket text frame, or several of them: header and JSON, built once and written to any number
/// of sockets.
public final class Frame {
    private static final int TEXT_FINAL = 0x81;
    private static final int MAX_TINY = 125;
    private static final int MAX_SHORT = 0xffff;
    private static final ObjectWriter WRITER = ProtocolJson.mapper().writer();

    private final byte[] bytes;

    private Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param json the frame's text
    public static Frame of(byte[] json) {
        var headerLength = json.length <= MAX_TINY ? 2 : json.length <= MAX_SHORT ? 4 : 10;
        var bytes = new byte[headerLength + json.length];
        bytes[0] = (byte) TEXT_FINAL;
        if (headerLength == 2) {
            bytes[1] = (byte) json.length;
        } else if (headerLength == 4) {
            bytes[1] = 126;
            bytes[2] = (byte) (json.length >>> 8);
            bytes[3] = (byte) json.length;
        } else {
            bytes[1] = 127;
            for (int i = 0; i < 4; i++) {
                bytes[6 + i] = (byte) (json.length >>> (24 - 8 * i));
            }
        }
        System.arraycopy(json, 0, bytes, headerLength, json.length);
        return new Frame(bytes);
    }

    /// Several frames, to be written as one.
    ///
    /// @param texts of the frames
    public static Frame of(List<byte[]> texts) {
        if (texts.size() == 1) {
            return of(texts.getFirst());
        }
        var frames = texts.stream().map(text -> of(text).bytes).toList();
        var bytes = new byte[frames.stream().mapToInt(frame -> frame.length).sum()];
        int end = 0;
        for (var frame : frames) {
            System.arraycopy(frame, 0, bytes, end, frame.length);
            end += frame.length;
        }
        return new Frame(bytes);
    }

    /// The text of a push.
    ///
    /// @param record carries [Push]
    public static byte[] pushText(Object record) {
        return wrap(
                "{\"event\":\"" + record.getClass().getAnnotation(Push.class).value() + "\",\"body\":", record);
    }

    /// The answer to a request that succeeded.
    public static Frame result(long id, Object result) {
        return of(wrap("{\"id\":" + id + ",\"code\":0,\"body\":", result));
    }

    /// The answer to a request that failed.
    ///
    /// @param id the request's, 0 where it has none that can be read
    public static Frame error(long id, ChatException error) {
        var text = ProtocolJson.mapper()
                .createObjectNode()
                .put("id", id)
                .put("code", error.code())
                .put("message", error.getMessage());
        return of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Header and text; not to be written to.
    public byte[] bytes() {
        return bytes;
    }

    private static byte[] wrap(String head, Object body) {
        try {
            var inner = WRITER.writeValueAsBytes(body);
            var text = new byte[head.length() + inner.length + 1];
            System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, text, 0, head.length());
            System.arraycopy(inner, 0, text, head.length(), inner.length);
            text[text.length - 1] = '}';
            return text;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("cannot write " + body.getClass().getName(), broken);
        }
    }
}
