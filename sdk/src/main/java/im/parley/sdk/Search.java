package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.message.SearchMessages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Finds what the server has.
final class Search implements SearchApi {
    private static final String GATE = "search.cloud";

    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final History history;
    private final Duration timeout;
    private final RateLimit calls =
            new RateLimit("searchCloudMessages", Limits.SEARCHES_PER_SECOND, Duration.ofSeconds(1), System::nanoTime);

    Search(SerialExecutor work, Log log, Readiness readiness, Self self, Link link, History history, Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.history = history;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<MessageSearchResult> searchCloudMessages(@Nullable MessageSearchQuery query) {
        return readiness.guard(() -> {
            if (query == null || query.equals(MessageSearchQuery.EVERYTHING)) {
                return CompletableFuture.failedFuture(
                        new ChatError(ErrorCode.OPTIONS_IS_EMPTY, "there is nothing to search by"));
            }
            if (!query.hasSomethingToFind()) {
                throw Params.invalid("keywordList, senderUserIDList and messageTypeList are empty");
            }
            return work.answer(() -> search(query));
        });
    }

    private CompletableFuture<MessageSearchResult> search(MessageSearchQuery query) {
        self.checkEnabled(GATE);
        calls.take();
        return link.call(request(query), timeout)
                .thenApply(page -> new MessageSearchResult(
                        page.totalCount(),
                        page.cursor() == null ? "" : page.cursor(),
                        page.searchResultList().stream()
                                .map(found -> new MessageSearchResult.Found(
                                        found.conversationID().text(),
                                        found.messageCount(),
                                        history.messages(found.messageList())))
                                .toList()));
    }

    private SearchMessages request(MessageSearchQuery query) {
        return new SearchMessages(
                first("keywordList", query.keywordList(), Limits.SEARCH_KEYWORDS),
                query.keywordListMatchType(),
                first("senderUserIDList", query.senderUserIDList(), Limits.SEARCH_SENDERS),
                query.messageTypeList().stream().distinct().toList(),
                query.conversationID() == null ? null : ConversationId.parse(query.conversationID()),
                query.timePosition(),
                query.timePeriod(),
                query.count(),
                query.cursor());
    }

    /// `general#6`
    private List<String> first(String name, List<String> values, int most) {
        if (values.size() <= most) {
            return values;
        }
        log.warn("searchCloudMessages: " + name + " has " + values.size() + " elements, the first " + most + " count");
        return values.subList(0, most);
    }
}
