package im.parley.server.relation;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.RemoveFromBlacklist;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Whom users do not want to have to do with.
final class Blacklists {
    private final Relations relations;
    private final Accounts accounts;
    private final Settings settings;
    private final Clock clock;

    Blacklists(Relations relations, Accounts accounts, Settings settings, Clock clock) {
        this.relations = relations;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    RelationChange add(Caller caller, AddToBlacklist request) {
        if (request.userIDList().contains(caller.userID())) {
            throw ErrorCode.CANNOT_ADD_SELF_TO_BLACKLIST.because(
                    "userIDList names the caller, \"" + caller.userID() + "\", expected others only");
        }
        var others = relations.all(request.userIDList()).stream()
                .map(Account::tinyID)
                .toList();
        return block(caller, others);
    }

    /// The same for a back end.
    ///
    /// @return for whom nothing was done
    List<UserFailure> add(Caller caller, List<String> userIDs) {
        var failures = new ArrayList<UserFailure>();
        block(caller, known(caller, userIDs, failures));
        return failures;
    }

    private List<Long> known(Caller caller, List<String> userIDs, List<UserFailure> failures) {
        return relations.others(caller, userIDs, failures).values().stream()
                .map(Account::tinyID)
                .toList();
    }

    private RelationChange block(Caller caller, List<Long> others) {
        return relations.run(caller, others, (handle, traces) -> {
            var blocked = BlacklistTable.add(handle, caller.tinyID(), others, clock.millis());
            int count = BlacklistTable.count(handle, caller.tinyID());
            int most = settings.get(AppSettings.MAX_BLACKLIST);
            if (count > most) {
                throw ErrorCode.BLACKLIST_FULL.because(
                        "the blacklist would have " + count + " users, expected at most " + most);
            }
            traces.blocked(caller.tinyID(), blocked);
            if (!settings.get(AppSettings.BLACKLIST_KEEPS_FRIEND)) {
                part(handle, traces, caller.tinyID(), others);
            }
            ApplicationTable.removeBetween(handle, caller.tinyID(), others).forEach(other -> {
                traces.applications(caller.tinyID());
                traces.applications(other);
            });
        });
    }

    /// Ends the friendships, in both directions.
    private static void part(Handle handle, Traces traces, long user, List<Long> others) {
        FriendTable.remove(handle, user, others).forEach(friend -> traces.removed(user, friend));
        FriendTable.removeFrom(handle, others, user).forEach(owner -> traces.removed(owner, user));
    }

    RelationChange remove(Caller caller, RemoveFromBlacklist request) {
        var others = accounts.load(request.userIDList()).values().stream()
                .map(Account::tinyID)
                .toList();
        return unblock(caller, others);
    }

    /// The same for a back end.
    ///
    /// @return for whom nothing was done
    List<UserFailure> remove(Caller caller, List<String> userIDs) {
        var failures = new ArrayList<UserFailure>();
        unblock(caller, known(caller, userIDs, failures));
        return failures;
    }

    private RelationChange unblock(Caller caller, List<Long> others) {
        return relations.run(
                caller,
                others,
                (handle, traces) ->
                        traces.unblocked(caller.tinyID(), BlacklistTable.remove(handle, caller.tinyID(), others)));
    }
}
