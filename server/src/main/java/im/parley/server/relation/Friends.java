package im.parley.server.relation;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.relation.CheckFriends;
import im.parley.protocol.relation.DeleteFriends;
import im.parley.protocol.relation.FriendRelation;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.UpdateFriend;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What users do with their friends, and how friendships end.
final class Friends {
    private final Jdbi jdbi;
    private final Relations relations;
    private final Accounts accounts;
    private final Settings settings;

    Friends(Jdbi jdbi, Relations relations, Accounts accounts, Settings settings) {
        this.jdbi = jdbi;
        this.relations = relations;
        this.accounts = accounts;
        this.settings = settings;
    }

    DeleteFriends.Result delete(Caller caller, DeleteFriends request) {
        var known = accounts.users(request.userIDList());
        var others = known.values().stream().map(Account::tinyID).toList();
        var bothWays = !Types.SNS_DELETE_TYPE_SINGLE.equals(request.type());
        var done = remove(caller, others, bothWays);
        var successes = new ArrayList<String>();
        var failures = new ArrayList<UserFailure>();
        for (var userID : request.userIDList().stream().distinct().toList()) {
            var account = known.get(userID);
            if (account != null && done.value().contains(account.tinyID())) {
                successes.add(userID);
            } else {
                failures.add(failure(userID, ErrorCode.NOT_MY_FRIEND, "is no friend"));
            }
        }
        return new DeleteFriends.Result(successes, failures, done.change());
    }

    /// Takes everybody off the user's list, and if `bothWays` the user off theirs.
    void deleteAll(Caller caller, boolean bothWays) {
        var all = jdbi.withHandle(handle -> FriendTable.all(handle, caller.tinyID()));
        remove(caller, all, bothWays);
    }

    /// @return those who were on the list
    private Relations.Done<Set<Long>> remove(Caller caller, List<Long> others, boolean bothWays) {
        return relations.change(caller, others, (handle, traces) -> {
            var removed = FriendTable.remove(handle, caller.tinyID(), others);
            removed.forEach(friend -> traces.removed(caller.tinyID(), friend));
            if (bothWays && !removed.isEmpty()) {
                FriendTable.removeFrom(handle, removed, caller.tinyID())
                        .forEach(owner -> traces.removed(owner, caller.tinyID()));
            }
            return removed;
        });
    }

    static UserFailure failure(String userID, ErrorCode code, String what) {
        return new UserFailure(userID, code.number(), "user " + Check.quote(userID) + " " + what);
    }

    CheckFriends.Result check(Caller caller, CheckFriends request) {
        var known = accounts.users(request.userIDList());
        var others = known.values().stream().map(Account::tinyID).toList();
        var mine = new HashSet<Long>();
        var theirs = new HashSet<Long>();
        jdbi.useHandle(handle -> {
            mine.addAll(FriendTable.among(handle, caller.tinyID(), others));
            if (!Types.SNS_CHECK_TYPE_SINGLE.equals(request.type())) {
                theirs.addAll(FriendTable.ownersAmong(handle, caller.tinyID(), others));
            }
        });
        var successes = new ArrayList<FriendRelation>();
        var failures = new ArrayList<UserFailure>();
        for (var userID : request.userIDList().stream().distinct().toList()) {
            var account = known.get(userID);
            if (account == null) {
                failures.add(failure(userID, ErrorCode.FRIEND_ACCOUNT_NOT_FOUND, "is not registered"));
            } else {
                successes.add(new FriendRelation(userID, relation(account.tinyID(), mine, theirs)));
            }
        }
        return new CheckFriends.Result(successes, failures);
    }

    private static String relation(long other, Set<Long> mine, Set<Long> theirs) {
        if (mine.contains(other)) {
            return theirs.contains(other) ? Types.SNS_TYPE_BOTH_WAY : Types.SNS_TYPE_A_WITH_B;
        }
        return theirs.contains(other) ? Types.SNS_TYPE_B_WITH_A : Types.SNS_TYPE_NO_RELATION;
    }

    RelationChange update(Caller caller, UpdateFriend request) {
        var custom = custom(request.friendCustomField() == null ? List.of() : request.friendCustomField());
        var friend = accounts.find(request.userID()).orElseThrow(() -> notFriend(request.userID()));
        return relations.run(caller, List.of(), (handle, traces) -> {
            if (!FriendTable.has(handle, caller.tinyID(), friend.tinyID())) {
                throw notFriend(request.userID());
            }
            FriendTable.update(handle, caller.tinyID(), friend.tinyID(), request.remark(), custom);
            traces.changed(caller.tinyID(), List.of(friend.tinyID()));
        });
    }

    /// Changes what the user keeps about friends, in one transaction.
    ///
    /// @return for whom nothing was done
    List<UserFailure> update(Caller caller, List<FriendUpdate> updates) {
        var known = accounts.load(
                updates.stream().map(update -> update.kept().userID()).toList());
        var failures = new ArrayList<UserFailure>();
        relations.run(caller, List.of(), (handle, traces) -> {
            var friends = FriendTable.among(
                    handle,
                    caller.tinyID(),
                    known.values().stream().map(Account::tinyID).toList());
            for (var update : updates) {
                var userID = update.kept().userID();
                try {
                    var friend = known.get(userID);
                    if (friend == null || !friends.contains(friend.tinyID())) {
                        throw notFriend(userID);
                    }
                    update(handle, traces, caller.tinyID(), friend.tinyID(), update);
                } catch (ChatException refused) {
                    failures.add(Relations.failure(userID, refused));
                }
            }
        });
        return failures;
    }

    /// @throws ChatException nothing is done
    private void update(Handle handle, Traces traces, long owner, long friend, FriendUpdate update) {
        var kept = update.kept();
        var custom = custom(Objects.requireNonNullElse(kept.friendCustomField(), List.of()));
        if (update.groups() != null) {
            FriendGroups.ensure(handle, traces, owner, update.groups(), settings.get(AppSettings.MAX_FRIEND_GROUPS));
            FriendTable.setGroups(handle, owner, friend, update.groups());
        }
        FriendTable.update(handle, owner, friend, kept.remark(), custom);
        traces.changed(owner, List.of(friend));
    }

    private static ChatException notFriend(String userID) {
        return ErrorCode.NOT_MY_FRIEND.because("user \"" + userID + "\" is no friend");
    }

    /// @throws ChatException [ErrorCode#FRIEND_INVALID_PARAMETERS] for a field that friends do not have
    Map<String, String> custom(List<CustomField> fields) {
        var allowed = settings.get(AppSettings.FRIEND_CUSTOM_FIELDS);
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (!allowed.contains(field.key())) {
                throw ErrorCode.FRIEND_INVALID_PARAMETERS.because("key is \"" + field.key()
                        + "\", expected one that the setting " + AppSettings.FRIEND_CUSTOM_FIELDS.key() + " names");
            }
            values.put(field.key(), field.value());
        }
        return values;
    }
}
