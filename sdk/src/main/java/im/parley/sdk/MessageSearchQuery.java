package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.message.SearchMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What messages to find: those for which everything given here fits. Made with [#keywords] or [#EVERYTHING] and
/// the `with…` methods.
///
/// @param keywordList parts of texts, custom descriptions, file names, location descriptions, merger titles and
///     abstracts, without regard to case and width; the first 5 count
/// @param keywordListMatchType `or`: one keyword must fit; `and`: all
/// @param senderUserIDList the first 5 count
/// @param messageTypeList `MSG_…` values other than face, tips and notices; empty: any
///     (`searchCloudMessages#11`)
/// @param conversationID null: all conversations
/// @param timePosition where the time searched ends, seconds since 1970; 0: now
/// @param timePeriod how long before that it begins, seconds; 0: as far back as there is
///     (`searchCloudMessages#10`)
/// @param count results of a page, 1 or more; over 100 is cut to 100
/// @param cursor from the page before; empty for the first
public record MessageSearchQuery(
        List<String> keywordList,
        String keywordListMatchType,
        List<String> senderUserIDList,
        List<String> messageTypeList,
        @Nullable String conversationID,
        long timePosition,
        long timePeriod,
        int count,
        String cursor) {
    private static final int PAGE = 20;

    /// Nothing chosen yet.
    public static final MessageSearchQuery EVERYTHING =
            new MessageSearchQuery(List.of(), SearchMessages.OR, List.of(), List.of(), null, 0, 0, PAGE, "");

    /// @throws IllegalArgumentException if something is missing or out of range
    public MessageSearchQuery {
        keywordList = Params.list("keywordList", keywordList);
        senderUserIDList = Params.list("senderUserIDList", senderUserIDList);
        messageTypeList = Params.list("messageTypeList", messageTypeList);
        Params.that(
                SearchMessages.OR.equals(keywordListMatchType) || SearchMessages.AND.equals(keywordListMatchType),
                "keywordListMatchType",
                keywordListMatchType,
                "or, and");
        for (String type : messageTypeList) {
            Params.that(SearchMessages.TYPES.contains(type), "a type", type, "one that can be searched");
        }
        Params.that(isTime(timePosition), "timePosition", timePosition, "seconds since 1970");
        Params.that(isTime(timePeriod), "timePeriod", timePeriod, "seconds");
        Params.that(count >= 1, "count", count, "1 or more");
        count = Math.min(count, Limits.SEARCH_PAGE);
        Params.present("cursor", cursor);
    }

    /// Messages in which one of the keywords is.
    public static MessageSearchQuery keywords(String... keywords) {
        return EVERYTHING.withKeywords(SearchMessages.OR, List.of(keywords));
    }

    /// @param matchType `or`, `and`
    public MessageSearchQuery withKeywords(String matchType, List<String> keywords) {
        return new MessageSearchQuery(
                keywords,
                matchType,
                senderUserIDList,
                messageTypeList,
                conversationID,
                timePosition,
                timePeriod,
                count,
                cursor);
    }

    public MessageSearchQuery withSenders(List<String> userIDs) {
        return new MessageSearchQuery(
                keywordList,
                keywordListMatchType,
                userIDs,
                messageTypeList,
                conversationID,
                timePosition,
                timePeriod,
                count,
                cursor);
    }

    public MessageSearchQuery withTypes(List<String> types) {
        return new MessageSearchQuery(
                keywordList,
                keywordListMatchType,
                senderUserIDList,
                types,
                conversationID,
                timePosition,
                timePeriod,
                count,
                cursor);
    }

    public MessageSearchQuery in(@Nullable String conversation) {
        return new MessageSearchQuery(
                keywordList,
                keywordListMatchType,
                senderUserIDList,
                messageTypeList,
                conversation,
                timePosition,
                timePeriod,
                count,
                cursor);
    }

    /// @param position seconds since 1970; 0: now
    /// @param period seconds; 0: as far back as there is
    public MessageSearchQuery within(long position, long period) {
        return new MessageSearchQuery(
                keywordList,
                keywordListMatchType,
                senderUserIDList,
                messageTypeList,
                conversationID,
                position,
                period,
                count,
                cursor);
    }

    /// @param results of a page, 1 to 100
    /// @param after the cursor of the page before; empty for the first
    public MessageSearchQuery page(int results, String after) {
        return new MessageSearchQuery(
                keywordList,
                keywordListMatchType,
                senderUserIDList,
                messageTypeList,
                conversationID,
                timePosition,
                timePeriod,
                results,
                after);
    }

    boolean hasSomethingToFind() {
        return !keywordList.stream().allMatch(String::isBlank)
                || !senderUserIDList.isEmpty()
                || !messageTypeList.isEmpty();
    }

    private static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= Limits.MAX_SECONDS;
    }
}
