package im.parley.server.search;

import im.parley.protocol.Types;
import im.parley.protocol.message.SearchMessages;
import im.parley.server.message.MessageFeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is looked for, in the index's terms.
///
/// @param viewer account number of who searches
/// @param conversation the one timeline to search; null: all of the viewer's
/// @param rooms timelines of groups that are searched, too; the one itself where it is one
/// @param keywords folded; empty: any text
/// @param all whether all keywords must fit, not only one
/// @param senders account numbers; null: anybody
/// @param types `MSG_…` values; empty: any
/// @param from milliseconds since 1970, inclusive
/// @param to milliseconds since 1970, inclusive
record SearchQuery(
        long viewer,
        @Nullable Long conversation,
        List<Long> rooms,
        List<String> keywords,
        boolean all,
        @Nullable Set<Long> senders,
        List<String> types,
        long from,
        long to) {
    /// Parts of one keyword that the index is asked for. More would hardly leave fewer candidates.
    private static final int MAX_PARTS = 12;

    static List<String> folded(List<String> keywords) {
        return keywords.stream()
                .map(keyword -> Folding.fold(keyword).strip())
                .filter(keyword -> !keyword.isEmpty())
                .distinct()
                .toList();
    }

    /// The candidates, as a tsquery: every message that fits is one of them.
    String candidates() {
        var conditions = new ArrayList<String>();
        conditions.add(Lexemes.anyOf(scope()));
        if (!rooms.isEmpty()) {
            conditions.add(Lexemes.anyOf(
                    List.of("!" + Lexemes.quote(Lexemes.DIRECTED), Lexemes.quote(Lexemes.receiver(viewer)))));
        }
        if (senders != null) {
            conditions.add(Lexemes.anyOf(senders.stream()
                    .flatMap(sender -> Stream.of(Lexemes.user(sender), Lexemes.sender(sender)))
                    .map(Lexemes::quote)
                    .toList()));
        }
        // nearly all messages are texts: knowing that one is does not help
        if (!types.isEmpty() && !types.contains(Types.MSG_TEXT)) {
            conditions.add(Lexemes.anyOf(types.stream()
                    .map(type -> Lexemes.quote(Lexemes.type(type)))
                    .toList()));
        }
        var words = keywords.stream().map(SearchQuery::parts).toList();
        if (all) {
            words.stream().filter(parts -> !parts.isEmpty()).map(Lexemes::allOf).forEach(conditions::add);
        } else if (!words.isEmpty() && words.stream().noneMatch(Collection::isEmpty)) {
            conditions.add(Lexemes.anyOf(words.stream().map(Lexemes::allOf).toList()));
        }
        return String.join(" & ", conditions);
    }

    /// Whether a message of the timelines that are searched fits, as it stands in the log.
    boolean fits(MessageFeed.Entry message) {
        return SearchableText.isFound(message)
                && message.time() >= from
                && message.time() <= to
                && (senders == null || senders.contains(message.sender()))
                && (types.isEmpty() || types.contains(message.type()))
                && (message.receivers() == null || message.receivers().contains(viewer))
                && (keywords.isEmpty() || fits(SearchableText.of(message.type(), message.payload())));
    }

    private boolean fits(String text) {
        return all
                ? keywords.stream().allMatch(text::contains)
                : keywords.stream().anyMatch(text::contains);
    }

    /// The timelines.
    private List<String> scope() {
        if (conversation != null) {
            return List.of(Lexemes.quote(Lexemes.timeline(conversation)));
        }
        return Stream.concat(Stream.of(Lexemes.user(viewer)), rooms.stream().map(Lexemes::timeline))
                .map(Lexemes::quote)
                .toList();
    }

    /// Operands that hold for each text with the keyword; none where the index cannot help, as with a smiley.
    private static List<String> parts(String keyword) {
        var parts = Grams.of(keyword);
        if (!parts.isEmpty()) {
            return parts.stream().limit(MAX_PARTS).map(Lexemes::quote).toList();
        }
        return Grams.beginnings(keyword).stream()
                .limit(MAX_PARTS)
                .map(beginning -> Lexemes.quote(beginning) + ":*")
                .toList();
    }

    /// Tells this search from others, whatever page it is at.
    static int fingerprint(SearchMessages request) {
        return List.of(
                        request.keywords(),
                        SearchMessages.AND.equals(request.keywordListMatchType()),
                        request.senders(),
                        request.types(),
                        String.valueOf(request.conversationID()),
                        String.valueOf(request.timePosition()),
                        String.valueOf(request.timePeriod()))
                .hashCode();
    }
}
