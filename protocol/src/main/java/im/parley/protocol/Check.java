package im.parley.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What request records check of themselves when they are made, on both sides of the wire. A failed check is
/// a [ChatException] that names the field, the offending value and what was expected.
public final class Check {
    private static final int QUOTED_CHARACTERS = 64;
    private static final String SYSTEM = "@TIM#";

    private Check() {}

    /// @throws ChatException with `code` if the field is missing or null
    public static <T> T present(String field, @Nullable T value, ErrorCode code) {
        if (value == null) {
            throw code.because(field + " is missing");
        }
        return value;
    }

    /// @throws ChatException with `code` if `holds` is false
    public static void that(boolean holds, String field, @Nullable Object value, String expected, ErrorCode code) {
        if (!holds) {
            throw code.because(field + " is " + quote(value) + ", expected " + expected);
        }
    }

    /// A userID: 1 to 32 bytes of printable ASCII without spaces; those that begin with `@TIM#` are the system's.
    public static String userID(String field, @Nullable String value, ErrorCode code) {
        var id = present(field, value, code);
        that(isPrintable(id, Limits.USER_ID_BYTES), field, id, "1 to 32 printable ASCII characters", code);
        that(!id.startsWith(SYSTEM), field, id, "none that begins with " + SYSTEM, code);
        return id;
    }

    /// Whether the text can be a user's ID.
    public static boolean isUserID(String text) {
        return isPrintable(text, Limits.USER_ID_BYTES) && !text.startsWith(SYSTEM);
    }

    /// Text of at most `max` bytes of UTF-8 that can be stored; null passes.
    public static void bytes(String field, @Nullable String value, int max, ErrorCode code) {
        if (value != null && (value.length() > max || utf8Length(value) > max)) {
            throw code.because(field + " has " + utf8Length(value) + " bytes, expected at most " + max);
        }
        storable(field, value, code);
    }

    /// Text without the character U+0000, which the store cannot hold; null passes.
    public static void storable(String field, @Nullable String value, ErrorCode code) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw code.because(field + " has the character U+0000 at " + value.indexOf('\0') + ", expected none");
        }
    }

    /// A list with at least one and at most `max` elements, none of them null.
    public static <T> List<T> list(String field, @Nullable List<T> value, int max, ErrorCode code) {
        var list = present(field, value, code);
        that(!list.isEmpty() && list.size() <= max, field + ".length", list.size(), "1 to " + max, code);
        return elements(field, list, code);
    }

    /// A list without null among its elements; null is the empty one.
    public static <T> List<T> elements(String field, @Nullable List<T> value, ErrorCode code) {
        if (value == null) {
            return List.of();
        }
        for (T element : value) {
            present("an element of " + field, element, code);
        }
        return List.copyOf(value);
    }

    /// Whether the text has 1 to `max` characters, all of them printable ASCII and none a space.
    public static boolean isPrintable(String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) { // a loop, since every send comes by here
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// Whether the text can be a groupID or topicID: 1 to `max` characters, all of them printable ASCII.
    public static boolean isGroupID(String text, int max) {
        return !text.isEmpty()
                && text.length() <= max
                && text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f);
    }

    /// Length in bytes of UTF-8.
    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The value as error messages show it: text in quotes and cut after 64 characters.
    public static String quote(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        return '"' + (text.length() > QUOTED_CHARACTERS ? text.substring(0, QUOTED_CHARACTERS) + "…" : text) + '"';
    }
}
