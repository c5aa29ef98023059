package im.parley.server.search;

import im.parley.server.message.MessageFeed.Entry;
import im.parley.server.message.MessageFeed.Head;
import java.util.Collection;
import java.util.stream.Collectors;

/// The words of the index: parts of texts, and beside them the two who take part (`@`) or, in a group, the
/// sender (`%`), the timeline (`#`) and the type (`~`), so that one walk through the index finds what is in
/// all of them. What is for some members of a group only is marked (`!`) and names them (`>`). Parts of text
/// have letters and digits only.
final class Lexemes {
    /// Only some members may see it.
    static final String DIRECTED = "!";

    private static final int COMPACT = Character.MAX_RADIX;

    private Lexemes() {}

    /// Adds those of a message.
    static void addTo(Collection<String> lexemes, Entry message, Head head, String text) {
        lexemes.add(timeline(head.conversation()));
        if (head.isRoom()) {
            lexemes.add(sender(message.sender()));
        } else {
            lexemes.add(user(head.low()));
            lexemes.add(user(head.high()));
        }
        var receivers = message.receivers();
        if (receivers != null) {
            lexemes.add(DIRECTED);
            receivers.forEach(receiver -> lexemes.add(receiver(receiver)));
        }
        lexemes.add(type(message.type()));
        Grams.addTo(lexemes, text);
    }

    /// The timelines that this user has with others.
    static String user(long tinyID) {
        return '@' + Long.toString(tinyID, COMPACT);
    }

    /// What this user wrote in groups.
    static String sender(long tinyID) {
        return '%' + Long.toString(tinyID, COMPACT);
    }

    /// What only some members may see, this user among them.
    static String receiver(long tinyID) {
        return '>' + Long.toString(tinyID, COMPACT);
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
