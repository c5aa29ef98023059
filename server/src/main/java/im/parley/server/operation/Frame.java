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
        var bytes = headed(json.length);
        System.arraycopy(json, 0, bytes, bytes.length - json.length, json.length);
        return new Frame(bytes);
    }

    /// A header and room for a text behind it.
    private static byte[] headed(int length) {
        var header = length <= MAX_TINY ? 2 : length <= MAX_SHORT ? 4 : 10;
        var bytes = new byte[header + length];
        bytes[0] = (byte) TEXT_FINAL;
        if (header == 2) {
            bytes[1] = (byte) length;
        } else if (header == 4) {
            bytes[1] = 126;
            bytes[2] = (byte) (length >>> 8);
            bytes[3] = (byte) length;
        } else {
            bytes[1] = 127;
            for (int i = 0; i < 4; i++) {
                bytes[6 + i] = (byte) (length >>> (24 - 8 * i));
            }
        }
        return bytes;
    }

    /// Where the text begins whose header is at `start`.
    private static int textStart(byte[] bytes, int start) {
        return start + (bytes[start + 1] <= MAX_TINY ? 2 : bytes[start + 1] == 126 ? 4 : 10);
    }

    private static int textEnd(byte[] bytes, int start) {
        int text = textStart(bytes, start);
        int length = bytes[start + 1];
        if (length > MAX_TINY) {
            length = 0;
            for (int i = start + 2; i < text; i++) {
                length = length << 8 | bytes[i] & 0xff; // the first four of eight are zero
            }
        }
        return text + length;
    }

    /// Whether these are [#bytes()], and not a control frame's.
    public static boolean isText(byte[] bytes) {
        return bytes[0] == (byte) TEXT_FINAL;
    }

    /// One frame whose text is an array of the texts of others, for clients that asked for `joined=1`. A single one
    /// stays as it is.
    ///
    /// @param frames [#bytes()] of each
    /// @return the same of the one
    public static byte[] joined(List<byte[]> frames) {
        int count = 0;
        int length = 1; // the bracket at the end; each text has a bracket or comma before it
        for (var bytes : frames) {
            for (int start = 0, end; start < bytes.length; start = end) {
                end = textEnd(bytes, start);
                length += 1 + end - textStart(bytes, start);
                count++;
            }
        }
        if (count == 1) {
            return frames.getFirst();
        }
        var joined = headed(length);
        int at = joined.length - length;
        byte before = '[';
        for (var bytes : frames) {
            for (int start = 0, end; start < bytes.length; start = end) {
                end = textEnd(bytes, start);
                int text = textStart(bytes, start);
                joined[at++] = before;
                System.arraycopy(bytes, text, joined, at, end - text);
                at += end - text;
                before = ',';
            }
        }
        joined[at] = ']';
        return joined;
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
