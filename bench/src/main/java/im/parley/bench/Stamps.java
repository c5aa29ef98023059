package im.parley.bench;

import io.netty.buffer.ByteBuf;

/// Moments of sending, written as 19 digits into the texts of messages.
final class Stamps {
    static final int DIGITS = 19;

    private Stamps() {}

    /// Reads the digits that follow the first `mark` in a part of a buffer.
    ///
    /// @throws IllegalStateException when there is none: the message is not one of ours
    static long find(ByteBuf buffer, int from, int to, byte[] mark) {
        for (int at = from; at <= to - mark.length - DIGITS; at++) {
            if (matches(buffer, at, mark)) {
                return digits(buffer, at + mark.length);
            }
        }
        throw new IllegalStateException("a message without a stamp arrived");
    }

    private static boolean matches(ByteBuf buffer, int at, byte[] mark) {
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
