package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds messages that the caller may see (`searchCloudMessages`). A message is found when each of what is given
/// fits: the keywords, one of the senders, one of the types, the conversation, the time.
///
/// A keyword fits when it is part of the text, of a custom message's description, a file's name, a location's
/// description or a merger's title or abstract. Upper and lower case count as equal, and so do full and half width;
/// spaces around a keyword do not count (`searchCloudMessages#13`).
///
/// What is sent, modified or revoked shows in the results once it is acknowledged.
///
/// Errors: [ErrorCode#FEATURE_NOT_ENABLED] (`searchCloudMessages#1`); [ErrorCode#OVER_FREQUENCY_LIMIT]
/// (`searchCloudMessages#2`); [ErrorCode#OPTIONS_IS_EMPTY] when there is nothing to search by
/// (`searchCloudMessages#6`); [ErrorCode#INVALID_CONV_ID]; [ErrorCode#MESSAGE_INVALID_REQUEST] for values out
/// of range and for a cursor of another search; [ErrorCode#SERVER_OVERLOADED] when it takes too long.
///
/// @param keywordList at most 5, each at most 1,024 bytes; those that are blank do not count
/// @param keywordListMatchType `or`: one of them must fit, also when absent; `and`: all
/// @param senderUserIDList at most 5
/// @param messageTypeList `MSG_…` values: text, image, audio, file, video, location, custom, merger
/// (`searchCloudMessages#11`); absent: all of these
/// @param conversationID where to search; absent: everywhere
/// @param timePosition the end of the time searched, seconds since 1970; absent or 0: now
/// @param timePeriod the length of the time searched, seconds; absent or 0: as far back as there is
/// (`searchCloudMessages#10`)
/// @param count most results of a page: messages with a conversationID, else conversations; 1 to 100
/// @param cursor from the page before; absent or empty for the first
@Op("message.search")
public record SearchMessages(
        @Nullable List<String> keywordList,
        @Nullable String keywordListMatchType,
        @Nullable List<String> senderUserIDList,
        @Nullable List<String> messageTypeList,
        @Nullable ConversationId conversationID,
        @Nullable Long timePosition,
        @Nullable Long timePeriod,
        int count,
        @Nullable String cursor)
        implements Operation<SearchMessages.Result> {
    /// All keywords must fit.
    public static final String AND = "and";

    /// One keyword must fit.
    public static final String OR = "or";

    /// What can be searched (`searchCloudMessages#11`).
    public static final Set<String> TYPES = Set.of(
            Types.MSG_TEXT,
            Types.MSG_IMAGE,
            Types.MSG_AUDIO,
            Types.MSG_FILE,
            Types.MSG_VIDEO,
            Types.MSG_LOCATION,
            Types.MSG_CUSTOM,
            Types.MSG_MERGER);

    public SearchMessages {
        keywordList = listed("keywordList", keywordList, Limits.SEARCH_KEYWORDS);
        senderUserIDList = listed("senderUserIDList", senderUserIDList, Limits.SEARCH_SENDERS);
        messageTypeList = listed("messageTypeList", messageTypeList, TYPES.size());
        keywordList.forEach(keyword ->
                Check.bytes("a keyword", keyword, Limits.SEARCH_KEYWORD_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST));
        if (keywordList.stream().allMatch(String::isBlank) && senderUserIDList.isEmpty() && messageTypeList.isEmpty()) {
            throw ErrorCode.OPTIONS_IS_EMPTY.because(
                    "there is nothing to search by, expected keywordList, senderUserIDList or messageTypeList");
        }
        Check.that(
                keywordListMatchType == null || keywordListMatchType.equals(OR) || keywordListMatchType.equals(AND),
                "keywordListMatchType",
                keywordListMatchType,
                "or, and",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        messageTypeList.forEach(type -> Check.that(
                TYPES.contains(type),
                "a type of messageTypeList",
                type,
                "a type that can be searched",
                ErrorCode.MESSAGE_INVALID_REQUEST));
        Check.that(
                timePosition == null || isTime(timePosition),
                "timePosition",
                timePosition,
                "seconds since 1970",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                timePeriod == null || isTime(timePeriod),
                "timePeriod",
                timePeriod,
                "seconds",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                count >= 1 && count <= Limits.SEARCH_PAGE,
                "count",
                count,
                "1 to " + Limits.SEARCH_PAGE,
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// The keywords; none when absent.
    public List<String> keywords() {
        return Objects.requireNonNullElse(keywordList, List.of());
    }

    /// The senders; none when absent.
    public List<String> senders() {
        return Objects.requireNonNullElse(senderUserIDList, List.of());
    }

    /// The types; none when absent.
    public List<String> types() {
        return Objects.requireNonNullElse(messageTypeList, List.of());
    }

    private static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= Limits.MAX_SECONDS;
    }

    private static List<String> listed(String field, @Nullable List<String> value, int max) {
        return value == null || value.isEmpty()
                ? List.of()
                : Check.list(field, value, max, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param totalCount of all pages: messages with a conversationID, else conversations
    /// (`searchCloudMessages#7`)
    /// @param cursor asks for the next page; absent at the end (`searchCloudMessages#8`)
    /// @param searchResultList the conversation with the newest hit first
    public record Result(int totalCount, @Nullable String cursor, List<FoundMessages> searchResultList) {}
}
