package im.parley.server.bus;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An envelope as bytes between nodes; its address is the subject it travels on.
///
/// ```
/// version 1 byte | kind: length 1 byte, UTF-8 | exceptInstance: length 1 byte, UTF-8 (0: nobody) | body: the rest
/// ```
final class EnvelopeCodec {
    private static final byte VERSION = 1;
    private static final int MAX_NAME = 255;

    private EnvelopeCodec() {}

    /// @throws IllegalArgumentException if kind or instance is longer than 255 bytes
    static byte[] encode(Envelope envelope) {
        var kind = name(envelope.kind());
        var except = name(envelope.exceptInstance() == null ? "" : envelope.exceptInstance());
        var bytes = ByteBuffer.allocate(3 + kind.length + except.length + envelope.body().length);
        bytes.put(VERSION);
        bytes.put((byte) kind.length).put(kind);
        bytes.put((byte) except.length).put(except);
        return bytes.put(envelope.body()).array();
    }

    /// Empty for bytes that no node of this version wrote.
    static Optional<Envelope> decode(Address to, byte[] message) {
        try {
            var bytes = ByteBuffer.wrap(message);
            if (bytes.get() != VERSION) {
                return Optional.empty();
            }
            var kind = text(bytes);
            var except = text(bytes);
            var body = new byte[bytes.remaining()];
            bytes.get(body);
            return kind.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Envelope(to, kind, except.isEmpty() ? null : except, body));
        } catch (BufferUnderflowException | IllegalArgumentException truncated) {
            return Optional.empty();
        }
    }

    private static byte[] name(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a name on the bus has " + bytes.length + " bytes, expected at most " + MAX_NAME);
        }
        return bytes;
    }

    private static String text(ByteBuffer bytes) {
        var text = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
