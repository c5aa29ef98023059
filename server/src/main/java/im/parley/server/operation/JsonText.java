package im.parley.server.operation;

import im.parley.protocol.ProtocolJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts JSON together for what is sent so often that data binding would be felt. It is up to its user that the parts
/// make a whole.
public final class JsonText {
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] CONTROL = ascii("\\u00");
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] LOWEST = ascii(Long.toString(Long.MIN_VALUE));

    private byte[] text;
    private int length;

    /// @param expected how many bytes it will have, roughly
    public JsonText(int expected) {
        text = new byte[expected];
    }

    /// A part that is always the same, as [#raw] takes it.
    public static byte[] ascii(String part) {
        return part.getBytes(StandardCharsets.US_ASCII);
    }

    /// Adds finished JSON or a part of it.
    public JsonText raw(byte[] utf8) {
        reserve(utf8.length);
        System.arraycopy(utf8, 0, text, length, utf8.length);
        length += utf8.length;
        return this;
    }

    public JsonText number(long number) {
        if (number < 0) {
            if (number == Long.MIN_VALUE) {
                return raw(LOWEST);
            }
            reserve(1);
            text[length++] = '-';
            return number(-number);
        }
        reserve(LONGEST_NUMBER);
        int end = length + LONGEST_NUMBER;
        int at = end;
        long left = number;
        do { // the last digit first: then they move to where they belong
            text[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        System.arraycopy(text, at, text, length, end - at);
        length += end - at;
        return this;
    }

    /// Adds a text in quotes. Half a surrogate pair becomes a question mark, as it does in the database.
    public JsonText string(String value) {
        reserve(value.length() + 2);
        text[length] = '"';
        int at = length + 1;
        for (int i = 0; i < value.length(); i++, at++) {
            char letter = value.charAt(i);
            if (letter > '~' || !isPlain((byte) letter)) {
                return escaped(value.getBytes(StandardCharsets.UTF_8));
            }
            text[at] = (byte) letter;
        }
        text[at] = '"';
        length = at + 1;
        return this;
    }

    /// Adds what is not sent often, by data binding.
    public JsonText value(Object value) {
        return raw(ProtocolJson.bytes(value));
    }

    /// What was put together.
    public byte[] toByteArray() {
        return length == text.length ? text : Arrays.copyOf(text, length);
    }

    private JsonText escaped(byte[] utf8) {
        reserve(LONGEST_ESCAPE * utf8.length + 2);
        text[length++] = '"';
        for (byte part : utf8) {
            if (part < 0 || isPlain(part)) {
                text[length++] = part;
            } else if (part >= ' ') {
                text[length++] = '\\';
                text[length++] = part;
            } else {
                raw(CONTROL);
                text[length++] = HEX[part >> 4];
                text[length++] = HEX[part & 0xf];
            }
        }
        text[length++] = '"';
        return this;
    }

    /// Whether a character of ASCII stands for itself.
    private static boolean isPlain(byte letter) {
        return letter >= ' ' && letter != '"' && letter != '\\';
    }

    private void reserve(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
    }
}
