package im.parley.server.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.FriendPage;
import im.parley.protocol.relation.ListFriends;
import im.parley.protocol.relation.SyncRelations;
import im.parley.server.operation.Caller;
import im.parley.server.users.ProfileService;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// Tells clients what has changed since they last knew; who knows the newest costs one look at their head.
final class RelationSync {
    /// Profiles that changed on a node whose clock is behind by less are not missed.
    private static final long CLOCK_DIFFERENCE = 5_000;

    private final Jdbi jdbi;
    private final RelationViews views;
    private final ProfileService profiles;
    private final Clock clock;

    RelationSync(Jdbi jdbi, RelationViews views, ProfileService profiles, Clock clock) {
        this.jdbi = jdbi;
        this.views = views;
        this.profiles = profiles;
        this.clock = clock;
    }

    SyncRelations.Result sync(Caller caller, SyncRelations known) {
        long me = caller.tinyID();
        long now = clock.millis();
        // one snapshot of the database, so that each version goes with what it stands for
        var found = jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var versions = Heads.versions(handle, me);
            return new Found(
                    versions.friends() == known.friends() ? null : page(handle, me, versions.friends(), 0),
                    versions.applications() == known.applications()
                            ? null
                            : new Snapshot.Applications(
                                    versions.applications(),
                                    ApplicationTable.of(handle, List.of(me)).getOrDefault(me, List.of()),
                                    ApplicationTable.read(handle, List.of(me)).getOrDefault(me, 0L)),
                    versions.blacklist() == known.blacklist()
                            ? null
                            : new Snapshot.Blacklist(
                                    versions.blacklist(),
                                    BlacklistTable.of(handle, List.of(me)).getOrDefault(me, List.of())),
                    versions.friends() > 0 && known.profilesSince() > 0 ? FriendTable.all(handle, me) : List.of());
        });
        return new SyncRelations.Result(
                found.friends() == null ? null : page(found.friends()),
                found.applications() == null ? null : views.applications(me, found.applications()),
                found.blacklist() == null ? null : views.blacklist(found.blacklist()),
                changed(found.everybody(), known.profilesSince()),
                now);
    }

    private List<Profile> changed(List<Long> friends, long since) {
        return friends.isEmpty() ? List.of() : profiles.changedSince(friends, since - CLOCK_DIFFERENCE);
    }

    FriendPage list(Caller caller, ListFriends request) {
        var page = jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> page(
                        handle,
                        caller.tinyID(),
                        Heads.versions(handle, caller.tinyID()).friends(),
                        Long.parseLong(request.cursor())));
        return page(page);
    }

    /// One friend more than a page holds tells whether another page follows.
    private static Page page(Handle handle, long owner, long version, long after) {
        var rows = FriendTable.page(handle, owner, after, Limits.FRIEND_PAGE + 1);
        var page = rows.subList(0, Math.min(rows.size(), Limits.FRIEND_PAGE));
        return new Page(version, page, Heads.groups(handle, owner), page.size() < rows.size());
    }

    private FriendPage page(Page page) {
        return new FriendPage(
                page.version(),
                views.friends(page.rows()),
                page.groups(),
                page.more() ? Long.toString(page.rows().getLast().friend()) : null);
    }

    private record Page(long version, List<FriendRow> rows, List<String> groups, boolean more) {}

    /// @param everybody friends whose profiles may have changed
    private record Found(
            @Nullable Page friends,
            Snapshot.@Nullable Applications applications,
            Snapshot.@Nullable Blacklist blacklist,
            List<Long> everybody) {}
}
