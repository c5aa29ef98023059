package im.parley.server.assist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Texts in the form that Apertium's programs hand on: each ends with a zero byte, its special characters are
/// escaped, and what is between brackets passes untouched.
final class ApertiumStream {
    private static final String SPECIAL = "\\[]{}^$/<>@";

    /// The end of a sentence, where the text does not say so itself; taken away again.
    private static final String END = ".[]";

    private static final Pattern LINES = Pattern.compile("\\s*[\\r\\n]\\s*");
    private static final Pattern WORDS = Pattern.compile("\\*?[\\p{L}\\p{M}]+");

    private ApertiumStream() {}

    static byte[] write(List<String> texts) {
        var all = new ByteArrayOutputStream();
        for (var text : texts) {
            all.writeBytes(escape(text).getBytes(StandardCharsets.UTF_8));
            all.write(0);
        }
        return all.toByteArray();
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        var lines = LINES.matcher(text);
        int from = 0;
        while (lines.find()) {
            escapeLine(text.substring(from, lines.start()), escaped);
            escaped.append(END).append('[').append(lines.group()).append(']');
            from = lines.end();
        }
        escapeLine(text.substring(from), escaped);
        return escaped.append(END).toString();
    }

    private static void escapeLine(String line, StringBuilder escaped) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
    }

    /// @param count how many texts were written; what follows them is left out
    static List<String> read(byte[] output, int count) {
        var texts = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < output.length && texts.size() < count; i++) {
            if (output[i] == 0) {
                texts.add(unescape(new String(output, from, i - from, StandardCharsets.UTF_8)));
                from = i + 1;
            }
        }
        return texts;
    }

    private static String unescape(String stream) {
        var text = new StringBuilder();
        var plain = stream.replace(END, "");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\' && i + 1 < plain.length()) {
                i++;
                text.append(plain.charAt(i));
            } else if (c != '[' && c != ']') {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// The share of a translation's words that were not known, 0 to 1: those with a star in front.
    static double unknown(String translation) {
        var words =
                WORDS.matcher(translation).results().map(word -> word.group()).toList();
        return words.isEmpty()
                ? 1
                : (double) words.stream().filter(word -> word.startsWith("*")).count() / words.size();
    }
}
