package im.parley.server.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The pieces of a message that a client sends in several frames.
final class Fragments {
    private byte[] bytes;
    private int length;

    Fragments(ByteBuf first) {
        length = first.readableBytes();
        bytes = new byte[Math.max(length, 256)];
        first.getBytes(first.readerIndex(), bytes, 0, length);
    }

    /// @return false, and nothing is added, if the message would have more than `max` bytes
    boolean add(ByteBuf more, int max) {
        int added = more.readableBytes();
        if (length + added > max) {
            return false;
        }
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + added, Math.min(max, bytes.length * 2)));
        }
        more.getBytes(more.readerIndex(), bytes, length, added);
        length += added;
        return true;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
