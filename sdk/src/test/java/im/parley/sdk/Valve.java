package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.server.operation.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Sits in a [Cable] and holds back frames of the server until a test lets them go; the others overtake them. For
/// one connection.
final class Valve {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String END_OF_HANDSHAKE = "\r\n\r\n";

    private final Predicate<String> held;

    // the rest is guarded by this
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private final List<byte[]> waiting = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();
    private OutputStream client = OutputStream.nullOutputStream();
    private boolean upgraded;
    private boolean released;

    /// @param held whether a frame with this text is held back
    Valve(Predicate<String> held) {
        this.held = held;
    }

    /// Takes what the server sends.
    synchronized void carry(byte[] bytes, int count, OutputStream to) throws IOException {
        client = to;
        unread.write(bytes, 0, count);
        var all = ByteBuffer.wrap(unread.toByteArray());
        for (var next = next(all); next != null; next = next(all)) {
            for (var frame : apart(next)) {
                pass(frame);
            }
        }
        unread.reset();
        unread.write(all.array(), all.position(), all.remaining());
        notifyAll();
    }

    /// The handshake's answer and then frame by frame; null if the next is not all there.
    private byte[] next(ByteBuffer from) {
        int length = upgraded ? frameLength(from) : handshakeLength(from);
        if (length < 0 || length > from.remaining()) {
            return null;
        }
        var next = new byte[length];
        from.get(next);
        return next;
    }

    private static int handshakeLength(ByteBuffer from) {
        var text = StandardCharsets.ISO_8859_1.decode(from.duplicate()).toString();
        int end = text.indexOf(END_OF_HANDSHAKE);
        return end < 0 ? -1 : end + END_OF_HANDSHAKE.length();
    }

    /// RFC 6455, 5.2: a length below 126 is in the second byte, others are in the two or eight bytes after it.
    private static int frameLength(ByteBuffer from) {
        var head = from.slice();
        if (head.remaining() < 2) {
            return -1;
        }
        int length = head.get(1) & 0x7f;
        return switch (length) {
            case 126 -> head.remaining() < 4 ? -1 : 4 + (head.getShort(2) & 0xffff);
            case 127 -> head.remaining() < 10 ? -1 : 10 + Math.toIntExact(head.getLong(2));
            default -> 2 + length;
        };
    }

    /// The frames that the server has joined, each as one of its own.
    private List<byte[]> apart(byte[] next) throws IOException {
        if (!upgraded || !Frame.isText(next)) {
            return List.of(next);
        }
        var joined = ProtocolJson.mapper().readTree(next, headLength(next), next.length - headLength(next));
        var frames = new ArrayList<byte[]>();
        for (var frame : joined.isArray() ? joined : List.of(joined)) {
            frames.add(Frame.of(ProtocolJson.bytes(frame)).bytes());
        }
        return frames;
    }

    private static int headLength(byte[] frame) {
        return switch (frame[1]) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private void pass(byte[] next) throws IOException {
        var text = new String(next, StandardCharsets.UTF_8);
        if (upgraded && !released && held.test(text.substring(Math.max(0, text.indexOf('{'))))) {
            waiting.add(next);
            return;
        }
        upgraded = true;
        client.write(next);
        passed.add(text);
    }

    /// Returns when a frame is held back.
    void awaitHeld() throws InterruptedException {
        await(() -> !waiting.isEmpty(), "nothing is held back");
    }

    /// Returns when a frame with this in its text has passed.
    void awaitPassed(String part) throws InterruptedException {
        await(() -> passed.stream().anyMatch(text -> text.contains(part)), "no frame had " + part);
    }

    private synchronized void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
    }

    /// Lets go what is held back, and holds nothing back any more.
    synchronized void release() {
        released = true;
        try {
            for (var frame : waiting) {
                client.write(frame);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
