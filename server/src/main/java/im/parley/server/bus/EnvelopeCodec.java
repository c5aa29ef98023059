package im.parley.server.bus;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An envelope as bytes between nodes; its address is the subject it travels on.
///
/// ```
/// version 1 byte | kind: length 1 byte, UTF-8 | exceptInstance: length 1 byte, UTF-8 (0: nobody)
///     | reach: length 1 byte (0 or 16), version 8 bytes, sequence 8 bytes
///     | talk: length 2 bytes (0: none), timeline 8 bytes, audience 8 bytes, sender 8 bytes, callsAll 1 byte (0 or 1),
///       then of each whom it calls by name: length 1 byte, UTF-8 | body: the rest
/// ```
final class EnvelopeCodec {
    private static final byte VERSION = 4;
    private static final int MAX_NAME = 255;
    private static final int REACH_BYTES = 2 * Long.BYTES;
    private static final int TALK_BYTES = 3 * Long.BYTES + 1;

    private EnvelopeCodec() {}

    /// @throws IllegalArgumentException if kind or instance is longer than 255 bytes
    static byte[] encode(Envelope envelope) {
        var kind = name(envelope.kind());
        var except = name(envelope.exceptInstance() == null ? "" : envelope.exceptInstance());
        var reach = envelope.reach();
        int reachBytes = reach == null ? 0 : REACH_BYTES;
        var talk = talk(envelope.talk());
        var bytes = ByteBuffer.allocate(
                6 + kind.length + except.length + reachBytes + talk.length + envelope.body().length);
        bytes.put(VERSION);
        bytes.put((byte) kind.length).put(kind);
        bytes.put((byte) except.length).put(except);
        bytes.put((byte) reachBytes);
        if (reach != null) {
            bytes.putLong(reach.version()).putLong(reach.sequence());
        }
        bytes.putShort((short) talk.length).put(talk);
        return bytes.put(envelope.body()).array();
    }

    private static byte[] talk(Envelope.@Nullable Talk talk) {
        if (talk == null) {
            return new byte[0];
        }
        var called = talk.called().stream().map(EnvelopeCodec::name).toList();
        int length =
                TALK_BYTES + called.stream().mapToInt(name -> 1 + name.length).sum();
        var bytes = ByteBuffer.allocate(length);
        bytes.putLong(talk.timeline()).putLong(talk.audience()).putLong(talk.sender());
        bytes.put((byte) (talk.callsAll() ? 1 : 0));
        called.forEach(name -> bytes.put((byte) name.length).put(name));
        return bytes.array();
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
            var reach = reach(bytes);
            var talk = talk(bytes);
            var body = new byte[bytes.remaining()];
            bytes.get(body);
            return kind.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Envelope(to, kind, except.isEmpty() ? null : except, body, reach, talk));
        } catch (BufferUnderflowException | IllegalArgumentException truncated) {
            return Optional.empty();
        }
    }

    private static Envelope.@Nullable Reach reach(ByteBuffer bytes) {
        int length = bytes.get();
        if (length == 0) {
            return null;
        }
        if (length != REACH_BYTES) {
            throw new IllegalArgumentException("a reach has " + length + " bytes, expected " + REACH_BYTES);
        }
        return new Envelope.Reach(bytes.getLong(), bytes.getLong());
    }

    private static Envelope.@Nullable Talk talk(ByteBuffer whole) {
        int length = Short.toUnsignedInt(whole.getShort());
        if (length == 0) {
            return null;
        }
        if (length < TALK_BYTES || length > whole.remaining()) {
            throw new IllegalArgumentException("a talk has " + length + " bytes, expected " + TALK_BYTES + " or more");
        }
        var bytes = whole.slice(whole.position(), length);
        whole.position(whole.position() + length);
        long timeline = bytes.getLong();
        long audience = bytes.getLong();
        long sender = bytes.getLong();
        var callsAll = bytes.get() != 0;
        var called = new HashSet<String>();
        while (bytes.hasRemaining()) {
            called.add(text(bytes));
        }
        return new Envelope.Talk(timeline, audience, sender, callsAll, Set.copyOf(called));
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
