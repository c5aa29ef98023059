package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.group.FoundMembers;
import im.parley.protocol.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds users, groups and members.
final class NameSearches implements NameSearchApi {
    private static final String GATE = "search.cloud";

    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final ConversationBook book;
    private final Duration timeout;
    private final RateLimit users = limit("searchCloudUsers");
    private final RateLimit groups = limit("searchCloudGroups");
    private final RateLimit members = limit("searchCloudGroupMembers");

    NameSearches(
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Self self,
            Link link,
            ConversationBook book,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.book = book;
        this.timeout = timeout;
    }

    private static RateLimit limit(String method) {
        return new RateLimit(method, Limits.SEARCHES_PER_5_SECONDS, Duration.ofSeconds(5), System::nanoTime);
    }

    @Override
    public CompletableFuture<NameSearchResult<Profile>> searchCloudUsers(NameQuery query) {
        return asked(
                query,
                users,
                () -> link.call(query.users(log), timeout)
                        .thenApply(page -> result(page.totalCount(), page.cursor(), page.searchResultList())));
    }

    @Override
    public CompletableFuture<NameSearchResult<Group>> searchCloudGroups(NameQuery query) {
        return asked(
                query,
                groups,
                () -> link.call(query.groups(log), timeout)
                        .thenApply(page -> result(
                                page.totalCount(),
                                page.cursor(),
                                page.searchResultList().stream()
                                        .map(group -> book.show(Group.of(group, self.userID())))
                                        .toList())));
    }

    @Override
    public CompletableFuture<NameSearchResult<FoundMembers>> searchCloudGroupMembers(NameQuery query) {
        return asked(
                query,
                members,
                () -> link.call(query.members(log), timeout)
                        .thenApply(page -> result(page.totalCount(), page.cursor(), page.searchResultList())));
    }

    private <T> CompletableFuture<T> asked(NameQuery query, RateLimit rate, Supplier<CompletableFuture<T>> call) {
        return readiness.guard(() -> {
            Params.present("options", query);
            return work.answer(() -> {
                self.checkEnabled(GATE);
                rate.take();
                return call.get();
            });
        });
    }

    private static <T> NameSearchResult<T> result(int totalCount, @Nullable String cursor, List<T> found) {
        return new NameSearchResult<>(totalCount, cursor == null ? "" : cursor, found);
    }
}
