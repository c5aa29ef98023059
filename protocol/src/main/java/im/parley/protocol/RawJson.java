package im.parley.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A JSON value kept as the bytes it came in, so that it passes from socket to store to sockets unparsed.
///
/// The array is not copied: whoever hands it over no longer writes to it.
public final class RawJson {
    private final byte[] utf8;

    private RawJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// @param utf8 one complete JSON value
    public static RawJson of(byte[] utf8) {
        return new RawJson(utf8);
    }

    /// @param json one complete JSON value
    public static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /// The value as UTF-8; not to be written to.
    public byte[] utf8() {
        return utf8;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /// The JSON text.
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
