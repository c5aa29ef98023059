package im.parley.bench;

import io.netty.buffer.ByteBuf;

/// Reads moments of sending, written as 19 digits into the texts of messages. Remembers where in its frame the last
/// one stood, as most frames of a connection are alike. For one thread.
final class Stamps {
    static final int DIGITS = 19;
    /// What stands where there is no stamp: the message is not one of ours.
    static final long NONE = -1;

    private final byte[] mark;
    private int lastAt;

    /// @param mark what stands before them
    Stamps(byte[] mark) {
        this.mark = mark;
    }

    /// Reads the digits that follow the mark in a frame, or [#NONE].
    long read(ByteBuf buffer, int offset, int length) {
        if (lastAt + mark.length + DIGITS > length || !matches(buffer, offset + lastAt)) {
            int found = find(buffer, offset, offset + length);
            if (found < 0) {
                return NONE;
            }
            lastAt = found - offset;
        }
        return digits(buffer, offset + lastAt + mark.length);
    }

    private int find(ByteBuf buffer, int from, int to) {
        for (int at = from; at <= to - mark.length - DIGITS; at++) {
            if (matches(buffer, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(ByteBuf buffer, int at) {
        for (int i = 0; i < mark.length; i++) {
            if (buffer.getByte(at + i) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(ByteBuf buffer, int at) {
        var number = 0L;
        for (int i = at; i < at + DIGITS; i++) {
            number = 10 * number + (buffer.getByte(i) - '0');
        }
        return number;
    }
}
