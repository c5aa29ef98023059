package im.parley.server.operation;

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

    /// What is around a body, or all of an answer with some numbers in it.
    private static final int BYTES_AROUND = 128;

    private static final byte[] ID = JsonText.ascii("{\"id\":");
    private static final byte[] CODE_AND_BODY = JsonText.ascii(",\"code\":0,\"body\":");
    private static final byte[] END = {'}'};

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
        var event = record.getClass().getAnnotation(Push.class).value();
        var body = ProtocolJson.bytes(record);
        return new JsonText(body.length + BYTES_AROUND)
                .raw(JsonText.ascii("{\"event\":\"" + event + "\",\"body\":"))
                .raw(body)
                .raw(END)
                .toByteArray();
    }

    /// The answer to a request that succeeded.
    ///
    /// @param result a record of the protocol, or a [FrameBody]
    public static Frame result(long id, Object result) {
        var text = new JsonText(BYTES_AROUND).raw(ID).number(id).raw(CODE_AND_BODY);
        if (result instanceof FrameBody body) {
            body.addTo(text);
        } else {
            text.value(result);
        }
        return of(text.raw(END).toByteArray());
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
}
