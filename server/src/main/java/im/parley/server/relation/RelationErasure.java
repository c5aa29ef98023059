package im.parley.server.relation;

import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Ends what a user whose account is deleted has to do with others; they, and the back end, are told.
final class RelationErasure {
    /// A popular user is on many lists.
    private static final int PIECE = 1_000;

    private final Jdbi jdbi;
    private final Relations relations;
    private final Friends friends;

    RelationErasure(Jdbi jdbi, Relations relations, Friends friends) {
        this.jdbi = jdbi;
        this.relations = relations;
        this.friends = friends;
    }

    void erase(Account user) {
        long me = user.tinyID();
        var caller = new Administrator(me, user.userID());
        friends.deleteAll(caller, true);
        piecewise(
                (handle, limit) -> FriendTable.owners(handle, me, 0, limit),
                owners -> relations.run(
                        caller,
                        owners,
                        (handle, traces) -> FriendTable.removeFrom(handle, owners, me)
                                .forEach(owner -> traces.removed(owner, me))));
        piecewise(
                (handle, limit) -> BlacklistTable.page(handle, me, 0, limit).stream()
                        .map(BlacklistTable.Entry::blocked)
                        .toList(),
                blocked -> relations.run(
                        caller,
                        blocked,
                        (handle, traces) -> traces.unblocked(me, BlacklistTable.remove(handle, me, blocked))));
        piecewise(
                (handle, limit) -> BlacklistTable.owners(handle, me, limit),
                owners -> relations.run(
                        caller,
                        owners,
                        (handle, traces) -> BlacklistTable.removeFrom(handle, owners, me)
                                .forEach(owner -> traces.unblocked(owner, List.of(me)))));
        piecewise(
                (handle, limit) -> ApplicationTable.others(handle, me, limit),
                others -> relations.run(
                        caller,
                        others,
                        (handle, traces) -> ApplicationTable.removeBetween(handle, me, others)
                                .forEach(traces::applications)));
        relations.run(caller, List.of(), (handle, traces) -> Heads.setGroups(handle, me, List.of()));
    }

    /// @param some finds at most so many of those concerned; none of them when it is done
    private void piecewise(BiFunction<Handle, Integer, List<Long>> some, Consumer<List<Long>> end) {
        List<Long> others;
        do {
            others = jdbi.withHandle(handle -> some.apply(handle, PIECE));
            if (!others.isEmpty()) {
                end.accept(others);
            }
        } while (others.size() == PIECE);
    }
}
