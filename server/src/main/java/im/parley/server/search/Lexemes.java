package im.parley.server.search;

import im.parley.server.message.MessageFeed.Entry;
import im.parley.server.message.MessageFeed.Head;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;

/// The words of the index: parts of text, and beside them who takes part (`@`), the timeline (`#`) and the
/// type
/// (`~`), so that one walk through the index finds what is in all of them. Parts of text have letters and
/// digits
/// only.
final class Lexemes {
    private static final int COMPACT = Character.MAX_RADIX;

    private Lexemes() {}

    /// All lexemes of a message, with spaces between.
    static String of(Entry message, Head head, String text) {
        var lexemes = new LinkedHashSet<String>();
        lexemes.add(timeline(head.conversation()));
        if (!head.isRoom()) {
            lexemes.add(user(head.low()));
            lexemes.add(user(head.high()));
        }
        lexemes.add(type(message.type()));
        Grams.addTo(lexemes, text);
        return String.join(" ", lexemes);
    }

    /// The timelines that this user has with others.
    static String user(long tinyID) {
        return '@' + Long.toString(tinyID, COMPACT);
    }

    static String timeline(long conversation) {
        return '#' + Long.toString(conversation, COMPACT);
    }

    static String type(String type) {
        return '~' + type;
    }

    /// As an operand of a tsquery.
    static String quote(String lexeme) {
        return '\'' + lexeme + '\'';
    }

    static String allOf(Collection<String> operands) {
        return operands.stream().collect(Collectors.joining(" & ", "(", ")"));
    }

    static String anyOf(Collection<String> operands) {
        return operands.stream().collect(Collectors.joining(" | ", "(", ")"));
    }
}
