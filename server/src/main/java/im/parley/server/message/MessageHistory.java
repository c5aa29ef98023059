package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.CatchUpMessages;
import im.parley.protocol.message.HopMessages;
import im.parley.protocol.message.ListMessages;
import im.parley.protocol.message.Message;
import im.parley.server.operation.Caller;
import im.parley.server.store.RowCount;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Pages of history, as far as the caller may see it: after what they cleared and within the time that
/// messages are kept (`getMessageList#9`).
public final class MessageHistory {
    private static final long MILLIS = 1000;
    private static final long END = Long.MAX_VALUE;
    private static final int TOWARDS_NEWER = 1;

    private final Jdbi jdbi;
    private final MessageStore store;
    private final Views views;

    public MessageHistory(Jdbi jdbi, Views views) {
        this.jdbi = jdbi;
        this.store = new MessageStore(jdbi);
        this.views = views;
    }

    /// How many messages are stored.
    public RowCount count() {
        return RowCount.of(jdbi, "message");
    }

    ListMessages.Result list(Caller caller, ListMessages request) {
        return views.find(caller, request.conversationID())
                .map(view -> list(view, request))
                .orElse(new ListMessages.Result(List.of(), null, true));
    }

    private ListMessages.Result list(View view, ListMessages request) {
        var next = request.nextReqMessageID();
        long before = END;
        if (next != null) {
            before = store.sequence(view.conversation(), next.senderTinyID(), Draft.clientId(next))
                    .orElseThrow(() -> ErrorCode.MESSAGE_NOT_FOUND.because(
                            "nextReqMessageID is \"" + next.text() + "\", which is no message of "
                                    + request.conversationID().text()));
        }
        var page = older(view, before, pageSize(request.count()));
        return new ListMessages.Result(
                page.messages(),
                page.isCompleted() ? null : page.messages().getFirst().id(),
                page.isCompleted());
    }

    /// One message, if the caller can see it.
    public Optional<Message> find(Caller caller, ConversationId conversation, MessageId id) {
        return views.find(caller, conversation)
                .flatMap(view -> store.sequence(view.conversation(), id.senderTinyID(), Draft.clientId(id))
                        .flatMap(sequence -> newer(view, sequence - 1, sequence + 1, 1).messages().stream()
                                .findFirst()));
    }

    CatchUpMessages.Result catchUp(Caller caller, CatchUpMessages request) {
        return views.find(caller, request.conversationID())
                .map(view -> {
                    var upTo = request.upTo();
                    int count = Math.min(request.count(), Limits.CATCH_UP_PAGE);
                    var page = newer(view, request.after(), upTo == null ? END : upTo + 1, count);
                    return new CatchUpMessages.Result(page.messages(), page.isCompleted());
                })
                .orElse(new CatchUpMessages.Result(List.of(), true));
    }

    HopMessages.Result hop(Caller caller, HopMessages request) {
        var page = views.find(caller, request.conversationID())
                .map(view -> hop(view, request))
                .orElse(Hop.NOTHING);
        return new HopMessages.Result(page.messages(), page.isCompleted(), page.nextSequence(), page.nextTime());
    }

    private Hop hop(View view, HopMessages request) {
        int count = pageSize(request.count());
        if (request.conversationID() instanceof ConversationId.Group) {
            return bySequence(view, request.sequence(), request.direction(), count);
        }
        var time = request.time();
        if (request.direction() == TOWARDS_NEWER) {
            return time == null ? Hop.NOTHING : wholeSecondsNewer(view, first(view, time), count);
        }
        return wholeSecondsOlder(view, time == null ? END : first(view, time + 1), count);
    }

    private Hop bySequence(View view, @Nullable Long sequence, int direction, int count) {
        if (direction == TOWARDS_NEWER) {
            return sequence == null ? Hop.NOTHING : bySequence(newer(view, sequence - 1, END, count));
        }
        return bySequence(older(view, sequence == null ? END : sequence + 1, count));
    }

    private static Hop bySequence(Page page) {
        return new Hop(page.messages(), page.isCompleted(), page.next(), null);
    }

    private long first(View view, long seconds) {
        return store.firstSince(view.conversation(), seconds * MILLIS);
    }

    /// A page downwards that ends with a whole second, so that the next one can be asked for by time.
    private Hop wholeSecondsOlder(View view, long before, int count) {
        var page = older(view, before, count);
        if (page.isCompleted()) {
            return Hop.end(page.messages());
        }
        long second = page.messages().getFirst().time();
        var whole = newer(view, first(view, second) - 1, before, Integer.MAX_VALUE - 1)
                .messages();
        var next = older(view, whole.getFirst().sequence(), 1).messages();
        return next.isEmpty()
                ? Hop.end(whole)
                : new Hop(whole, false, null, next.getFirst().time());
    }

    private Hop wholeSecondsNewer(View view, long from, int count) {
        var page = newer(view, from - 1, END, count);
        if (page.isCompleted()) {
            return Hop.end(page.messages());
        }
        long end = first(view, page.messages().getLast().time() + 1);
        var whole = newer(view, from - 1, end, Integer.MAX_VALUE - 1).messages();
        var next = newer(view, end - 1, END, 1).messages();
        return next.isEmpty()
                ? Hop.end(whole)
                : new Hop(whole, false, null, next.getFirst().time());
    }

    private Page older(View view, long before, int count) {
        var rows = store.newestFirst(view, before, count + 1);
        var page = rows.subList(0, Math.min(count, rows.size())).reversed();
        return new Page(view.show(page), next(rows, count));
    }

    private Page newer(View view, long after, long before, int count) {
        var rows = store.oldestFirst(view, after, before, count + 1);
        return new Page(view.show(rows.subList(0, Math.min(count, rows.size()))), next(rows, count));
    }

    private static @Nullable Long next(List<StoredMessage> rows, int count) {
        return rows.size() <= count ? null : rows.get(count).sequence();
    }

    private static int pageSize(int count) {
        return Math.min(count, Limits.HISTORY_PAGE);
    }

    /// @param next sequence of the first message that is not in it; null: there is none
    private record Page(List<Message> messages, @Nullable Long next) {
        boolean isCompleted() {
            return next == null;
        }
    }

    private record Hop(
            List<Message> messages,
            boolean isCompleted,
            @Nullable Long nextSequence,
            @Nullable Long nextTime) {
        /// Also what lies beyond the newest (`getMessageListHopping#6`).
        static final Hop NOTHING = end(List.of());

        static Hop end(List<Message> messages) {
            return new Hop(messages, true, null, null);
        }
    }
}
