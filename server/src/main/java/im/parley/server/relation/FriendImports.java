package im.parley.server.relation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Friends whom a back end brings along from elsewhere: on the user's list only; nobody is asked, and the
/// back end is not told.
final class FriendImports {
    private final Relations relations;
    private final Friends friends;
    private final Settings settings;
    private final Clock clock;

    FriendImports(Relations relations, Friends friends, Settings settings, Clock clock) {
        this.relations = relations;
        this.friends = friends;
        this.settings = settings;
        this.clock = clock;
    }

    /// Puts them on the user's list, in one transaction. Who is on it already is there as given now.
    ///
    /// @return who could not be put there
    List<UserFailure> add(Caller caller, List<FriendImport> imports) {
        var failures = new ArrayList<UserFailure>();
        var known = relations.others(
                caller, imports.stream().map(one -> one.friend().userID()).toList(), failures);
        var others = known.values().stream().map(Account::tinyID).toList();
        relations.run(caller, others, (handle, traces) -> {
            var list = new OwnList(handle, caller.tinyID(), others);
            for (var one : imports) {
                var account = known.get(one.friend().userID());
                if (account != null) {
                    try {
                        add(handle, traces, list, account, one);
                    } catch (ChatException refused) {
                        failures.add(Relations.failure(account.userID(), refused));
                    }
                }
            }
            Friendships.settle(handle, traces, caller.tinyID(), others);
        });
        return failures;
    }

    /// @throws ChatException nothing is done
    private void add(Handle handle, Traces traces, OwnList list, Account friend, FriendImport one) {
        Friendships.checkNotBlocked(
                friend.userID(), list.blocked.contains(friend.tinyID()), list.blocking.contains(friend.tinyID()));
        var isNew = !list.friends.contains(friend.tinyID());
        if (isNew) {
            Friendships.checkRoom(
                    list.friends.size(), settings.get(AppSettings.MAX_FRIENDS), ErrorCode.FRIEND_LIST_FULL);
        }
        var custom = friends.custom(one.custom());
        FriendGroups.ensure(handle, traces, list.owner, one.groups(), settings.get(AppSettings.MAX_FRIEND_GROUPS));
        FriendTable.put(
                handle,
                new FriendRow(
                        list.owner,
                        friend.tinyID(),
                        Friendships.text(one.friend().remark()),
                        one.friend().source(),
                        Friendships.text(one.friend().wording()),
                        Objects.requireNonNullElseGet(one.addedAt(), clock::millis),
                        one.groups(),
                        custom));
        list.friends.add(friend.tinyID());
        traces.imported(list.owner, friend.tinyID());
    }

    /// What is known of the user's list while others come onto it.
    private static final class OwnList {
        private final long owner;
        private final Set<Long> friends;
        private final Set<Long> blocked;
        private final Set<Long> blocking;

        private OwnList(Handle handle, long owner, Collection<Long> others) {
            this.owner = owner;
            this.friends = new HashSet<>(FriendTable.all(handle, owner));
            this.blocked = BlacklistTable.among(handle, owner, others);
            this.blocking = BlacklistTable.ownersAmong(handle, owner, others);
        }
    }
}
