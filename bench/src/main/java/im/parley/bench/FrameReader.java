package im.parley.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/// Cuts what a server writes into WebSocket frames, in place. Servers neither mask nor, here, fragment. For
/// one thread.
final class FrameReader {
    private static final int LENGTH_BITS = 0x7f;
    private static final int SHORT_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;

    private @Nullable ByteBuf rest;

    /// Called for each frame. The payload is valid during the call.
    interface Handler {
        void frame(int opcode, ByteBuf buffer, int offset, int length);
    }

    /// Takes ownership of the buffer.
    void read(ByteBufAllocator allocator, ByteBuf input, Handler handler) {
        var buffer = rest == null ? input : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, rest, input);
        rest = null;
        try {
            while (next(buffer, handler)) {
                // until less than one frame is left
            }
        } finally {
            if (buffer.isReadable()) {
                rest = buffer;
            } else {
                buffer.release();
            }
        }
    }

    /// Gives back what is held of an incomplete frame.
    void close() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    private static boolean next(ByteBuf buffer, Handler handler) {
        var readable = buffer.readableBytes();
        if (readable < 2) {
            return false;
        }
        var start = buffer.readerIndex();
        long length = buffer.getByte(start + 1) & LENGTH_BITS;
        var header = length == SHORT_FOLLOWS ? 4 : length == LONG_FOLLOWS ? 10 : 2;
        if (readable < header) {
            return false;
        }
        if (header == 4) {
            length = buffer.getUnsignedShort(start + 2);
        } else if (header == 10) {
            length = buffer.getLong(start + 2);
        }
        if (readable < header + length) {
            return false;
        }
        handler.frame(buffer.getByte(start) & 0x0f, buffer, start + header, (int) length);
        buffer.readerIndex(start + header + (int) length);
        return true;
    }
}
