package im.parley.server.relation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.SystemAccount;
import im.parley.server.operation.Caller;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Changes of what users are to each other: one transaction each, all concerned locked in one order, then
/// told.
final class Relations {
    private final Jdbi jdbi;
    private final Accounts accounts;
    private final RelationViews views;
    private final PairStates states;
    private final Fanout fanout;
    private final FriendCallbacks callbacks;

    Relations(
            Jdbi jdbi,
            Accounts accounts,
            RelationViews views,
            PairStates states,
            Fanout fanout,
            FriendCallbacks callbacks) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.views = views;
        this.states = states;
        this.fanout = fanout;
        this.callbacks = callbacks;
    }

    /// What happens inside the transaction.
    interface Change<T> {
        /// @param traces is told all that changes
        T make(Handle handle, Traces traces);
    }

    /// @param change what the caller's instance is told; its other instances, and the others, are told
    ///     already
    record Done<T>(T value, RelationChange change) {}

    /// Makes a change, tells everybody concerned but the instance that caused it.
    ///
    /// @param others whose relations it may change beside the caller's
    <T> Done<T> change(Caller caller, Collection<Long> others, Change<T> change) {
        var traces = new Traces();
        record Stored<V>(V value, Snapshot snapshot) {}
        var stored = jdbi.inTransaction(handle -> {
            Heads.lock(
                    handle,
                    Stream.concat(others.stream(), Stream.of(caller.tinyID())).toList());
            var value = change.make(handle, traces);
            return new Stored<>(value, Snapshot.take(handle, traces));
        });
        states.changed(traces.pairs());
        var changes = views.changes(stored.snapshot());
        changes.forEach((user, news) -> tell(user, user == caller.tinyID() ? caller : null, news));
        callbacks.tell(caller, traces);
        return new Done<>(stored.value(), changes.getOrDefault(caller.tinyID(), RelationChange.NOTHING));
    }

    /// The same without a result of its own.
    RelationChange run(Caller caller, Collection<Long> others, BiConsumer<Handle, Traces> change) {
        return change(caller, others, (handle, traces) -> {
                    change.accept(handle, traces);
                    return true;
                })
                .change();
    }

    private void tell(long user, @Nullable Caller except, RelationChange news) {
        var exceptInstance = except == null ? null : except.instanceID();
        Consumer<Object> push = event -> fanout.toUser(user, exceptInstance, event);
        if (news.friends() != null) {
            push.accept(news.friends());
        }
        if (news.applications() != null) {
            push.accept(news.applications());
        }
        if (news.blacklist() != null) {
            push.accept(news.blacklist());
        }
    }

    /// The account of another user than the caller.
    ///
    /// @throws ChatException [ErrorCode#FRIEND_INVALID_PARAMETERS] for the caller's own userID,
    ///     [ErrorCode#FRIEND_ACCOUNT_NOT_FOUND]
    Account other(Caller caller, String userID) {
        if (userID.equals(caller.userID())) {
            throw self(userID);
        }
        return all(List.of(userID)).getFirst();
    }

    /// The accounts of these users.
    ///
    /// @throws ChatException [ErrorCode#FRIEND_ACCOUNT_NOT_FOUND] if one is not registered
    List<Account> all(Collection<String> userIDs) {
        var known = accounts.load(userIDs);
        var all = new ArrayList<Account>();
        for (var userID : userIDs.stream().distinct().toList()) {
            var account = known.get(userID);
            if (account == null || account.tinyID() == SystemAccount.TINY_ID) {
                throw unknown(userID);
            }
            all.add(account);
        }
        return all;
    }

    /// The accounts of those of these users who are registered, and not the caller.
    ///
    /// @param failures gets the others
    Map<String, Account> others(Caller caller, Collection<String> userIDs, List<UserFailure> failures) {
        var known = accounts.load(userIDs);
        var others = new LinkedHashMap<String, Account>();
        for (var userID : userIDs.stream().distinct().toList()) {
            var account = known.get(userID);
            if (userID.equals(caller.userID())) {
                failures.add(failure(userID, self(userID)));
            } else if (account == null || account.tinyID() == SystemAccount.TINY_ID) {
                failures.add(failure(userID, unknown(userID)));
            } else {
                others.put(userID, account);
            }
        }
        return others;
    }

    static UserFailure failure(String userID, ChatException why) {
        return new UserFailure(userID, why.code(), String.valueOf(why.getMessage()));
    }

    private static ChatException self(String userID) {
        return ErrorCode.FRIEND_INVALID_PARAMETERS.because(
                "userID is the caller's own, \"" + userID + "\", expected another user's");
    }

    static ChatException unknown(String userID) {
        return ErrorCode.FRIEND_ACCOUNT_NOT_FOUND.because("user \"" + userID + "\" is not registered");
    }
}
