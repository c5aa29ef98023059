package im.parley.server.media;

import java.io.IOException;

/// Bytes came for another place than the end of what has come.
final class WrongOffsetException extends IOException {
    private final long expected;

    WrongOffsetException(long expected) {
        super("the bytes belong at " + expected);
        this.expected = expected;
    }

    long expected() {
        return expected;
    }
}
