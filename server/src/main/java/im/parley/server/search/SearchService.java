package im.parley.server.search;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.message.FoundMessages;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.SearchMessages;
import im.parley.server.message.MessageLookup;
import im.parley.server.message.MessageLookup.Place;
import im.parley.server.message.Rooms;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.search.SearchStore.Position;
import im.parley.server.search.SearchStore.Timeline;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Finds messages for users, in what they may see.
public final class SearchService {
    private static final long MILLIS = 1000;

    /// How far the clock of the node that stored a message may be ahead of this one's.
    private static final long CLOCK_DIFFERENCE = 5 * MILLIS;

    /// Types of groups that can be searched (`searchCloudMessages#5`).
    private static final Set<String> SEARCHED = Set.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING);

    private static final String TOOK_TOO_LONG = "57014";

    private final SearchStore store;
    private final MessageLookup lookup;
    private final Timelines timelines;
    private final Rooms rooms;
    private final Views views;
    private final Accounts accounts;
    private final Settings settings;
    private final Clock clock;
    private final CallRate rate = CallRate.perSecond("message.search", Limits.SEARCHES_PER_SECOND);

    public SearchService(
            Jdbi jdbi,
            Timelines timelines,
            Rooms rooms,
            MessageLookup lookup,
            Views views,
            Accounts accounts,
            Settings settings,
            Clock clock) {
        this.store = new SearchStore(jdbi);
        this.lookup = lookup;
        this.timelines = timelines;
        this.rooms = rooms;
        this.views = views;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    SearchMessages.Result search(Caller caller, SearchMessages request) {
        settings.checkEnabled(AppSettings.SEARCH_CLOUD);
        rate.take(caller);
        var now = clock.millis() + CLOCK_DIFFERENCE;
        var cursor = SearchCursor.parse(request.cursor(), SearchQuery.fingerprint(request), end(request, now));
        var conversation = request.conversationID();
        if (conversation == null) {
            return timely(() -> everywhere(caller, request, cursor));
        }
        return timeline(caller, conversation)
                .map(id -> timely(() -> within(caller, request, cursor, id)))
                .orElse(new SearchMessages.Result(0, null, List.of()));
    }

    /// The last millisecond that is searched.
    private static long end(SearchMessages request, long now) {
        var position = request.timePosition();
        return position == null || position == 0 ? now : (position + 1) * MILLIS - 1;
    }

    private Optional<Long> timeline(Caller caller, ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.C2C(var peer) ->
                accounts.findEver(peer).flatMap(account -> timelines.find(caller.tinyID(), account.tinyID()));
            case ConversationId.System() -> Optional.empty();
            case ConversationId.Group(var group) -> { // searchCloudMessages#5
                var room = rooms.open(caller.tinyID(), group);
                yield SEARCHED.contains(room.type()) ? Optional.of(room.conversation()) : Optional.empty();
            }
        };
    }

    private SearchMessages.Result everywhere(Caller caller, SearchMessages request, SearchCursor cursor) {
        var page = store.timelines(query(caller, request, cursor, null), cursor.position(), request.count() + 1);
        var shown = page.results()
                .subList(0, Math.min(request.count(), page.results().size()));
        var names = lookup.names(
                caller.tinyID(), shown.stream().map(Timeline::conversation).toList());
        var single = lookup.messages(
                caller.tinyID(),
                shown.stream()
                        .filter(timeline -> timeline.hits() == 1)
                        .map(SearchService::newest)
                        .toList());
        var results = new ArrayList<FoundMessages>();
        for (var timeline : shown) {
            var name = names.get(timeline.conversation());
            var message = single.get(newest(timeline));
            if (name != null && (timeline.hits() > 1 || message != null)) { // not revoked a moment ago
                results.add(new FoundMessages(name, timeline.hits(), message == null ? List.of() : List.of(message)));
            }
        }
        String next = null;
        if (page.results().size() > request.count()) {
            var last = shown.getLast();
            next = cursor.at(new Position(last.time(), last.conversation())).text();
        }
        return new SearchMessages.Result(page.total(), next, results);
    }

    private static Place newest(Timeline timeline) {
        return new Place(timeline.conversation(), timeline.sequence());
    }

    private SearchMessages.Result within(
            Caller caller, SearchMessages request, SearchCursor cursor, long conversation) {
        var page = store.messages(query(caller, request, cursor, conversation), cursor.position(), request.count() + 1);
        if (page.total() == 0) {
            return new SearchMessages.Result(0, null, List.of());
        }
        var shown = page.results()
                .subList(0, Math.min(request.count(), page.results().size()));
        var places = shown.stream()
                .map(sequence -> new Place(conversation, sequence))
                .toList();
        var messages = lookup.messages(caller.tinyID(), places);
        List<Message> hits =
                places.stream().map(messages::get).filter(Objects::nonNull).toList();
        var next = page.results().size() > request.count()
                ? cursor.at(new Position(shown.getLast(), shown.getLast())).text()
                : null;
        var name = Objects.requireNonNull(request.conversationID());
        return new SearchMessages.Result(page.total(), next, List.of(new FoundMessages(name, page.total(), hits)));
    }

    private SearchQuery query(Caller caller, SearchMessages request, SearchCursor cursor, @Nullable Long conversation) {
        var position = request.timePosition();
        var period = request.timePeriod();
        long end = position == null || position == 0 ? (cursor.to() - CLOCK_DIFFERENCE) / MILLIS : position;
        long from = period == null || period == 0 ? 0 : (end - period) * MILLIS;
        return new SearchQuery(
                caller.tinyID(),
                conversation,
                rooms(caller, request, conversation),
                SearchQuery.folded(request.keywords()),
                SearchMessages.AND.equals(request.keywordListMatchType()),
                senders(request.senders()),
                request.types(),
                Math.max(from, views.oldestKept()),
                cursor.to());
    }

    private List<Long> rooms(Caller caller, SearchMessages request, @Nullable Long conversation) {
        if (conversation == null) {
            return rooms.of(caller.tinyID(), SEARCHED);
        }
        return request.conversationID() instanceof ConversationId.Group ? List.of(conversation) : List.of();
    }

    private @Nullable Set<Long> senders(List<String> userIDs) {
        if (userIDs.isEmpty()) {
            return null;
        }
        var senders =
                accounts.load(userIDs).values().stream().map(Account::tinyID).collect(Collectors.toSet());
        return senders.isEmpty() ? Set.of(NOBODY) : senders;
    }

    private static final long NOBODY = 0;

    private static <T> T timely(Supplier<T> search) {
        try {
            return search.get();
        } catch (JdbiException failed) {
            throw tookTooLong(failed).<RuntimeException>map(busy -> busy).orElse(failed);
        }
    }

    private static Optional<ChatException> tookTooLong(JdbiException failed) {
        return failed.getCause() instanceof SQLException sql && TOOK_TOO_LONG.equals(sql.getSQLState())
                ? Optional.of(ErrorCode.SERVER_OVERLOADED.because(
                        "the search took too long, expected longer keywords or one conversation"))
                : Optional.empty();
    }
}
