package im.parley.server.media;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of a file as the header `Range` asks for it (RFC 9110, section 14).
///
/// @param from first byte
/// @param length 0 or more
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// @return null for a range that does not lie in the file; the whole file where the header is missing,
    ///     asks for several ranges or cannot be understood
    static @Nullable ByteRange of(@Nullable String header, long size) {
        var whole = new ByteRange(0, size);
        var match = header == null ? null : ONE.matcher(header);
        if (match == null || !match.matches()) {
            return whole;
        }
        var first = match.group(1);
        var last = match.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? whole : end(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return whole; // not a range
        }
        return from >= size ? null : new ByteRange(from, to - from + 1);
    }

    private static @Nullable ByteRange end(long count, long size) {
        return count == 0 || size == 0 ? null : new ByteRange(Math.max(0, size - count), Math.min(count, size));
    }
}
