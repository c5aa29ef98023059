package im.parley.sdk;

import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.Friend;
import im.parley.protocol.relation.FriendPage;
import im.parley.protocol.relation.ListFriends;
import im.parley.protocol.relation.SyncRelations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Asks the server for what changed between users while nobody was listening. Confined to the chat's
/// executor.
final class RelationSync {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Link link;
    private final RelationBook book;
    private final Consumer<Profile> profileSeen;
    private final MissedNews missed;
    private long profilesSince;

    RelationSync(
            Io io,
            SerialExecutor work,
            Log log,
            Link link,
            Self self,
            RelationBook book,
            Consumer<Profile> profileSeen) {
        this.link = link;
        this.book = book;
        this.profileSeen = profileSeen;
        this.missed = new MissedNews(io, work, log, self, "friends", book::isBehind, this::synchronise);
    }

    /// After a sign-in, on its connection.
    CompletableFuture<Void> synchronise() {
        var known = new SyncRelations(
                book.friendsVersion(), book.applicationsVersion(), book.blacklistVersion(), profilesSince);
        return link.callOnSocket(known, TIMEOUT).thenCompose(this::take);
    }

    private CompletableFuture<Void> take(SyncRelations.Result result) {
        profilesSince = result.serverTime();
        if (result.applications() != null) {
            book.updated(result.applications());
        }
        if (result.blacklist() != null) {
            book.updated(result.blacklist());
        }
        result.profileList().forEach(profileSeen);
        if (result.friends() == null) {
            return CompletableFuture.completedFuture(null);
        }
        var first = result.friends();
        return pages(first, new ArrayList<>())
                .thenAccept(friends -> book.listed(first.version(), friends, first.groupNameList()));
    }

    /// What changes while the pages are read is told with higher versions than the first page's.
    private CompletableFuture<List<Friend>> pages(FriendPage page, List<Friend> soFar) {
        soFar.addAll(page.friendList());
        return page.cursor() == null
                ? CompletableFuture.completedFuture(soFar)
                : link.callOnSocket(new ListFriends(page.cursor()), TIMEOUT).thenCompose(next -> pages(next, soFar));
    }

    /// A step is missing: unless it comes soon, all is asked for.
    void expect() {
        missed.expect();
    }

    void clear() {
        profilesSince = 0;
    }
}
