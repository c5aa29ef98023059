package im.parley.server.presence;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.presence.GetStatuses;
import im.parley.protocol.presence.SetStatus;
import im.parley.protocol.presence.SubscribeStatuses;
import im.parley.protocol.presence.UnsubscribeStatuses;
import im.parley.protocol.presence.UserStatus;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.relation.RelationService;
import im.parley.server.session.Session;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Serves what users ask and say about statuses. Safe for use by many threads.
final class StatusCalls {
    private final Accounts accounts;
    private final RelationService relations;
    private final Settings settings;
    private final Statuses statuses;
    private final CustomStatuses customs;
    private final StatusNews news;
    private final Watchers watchers;
    private final CallRate queries = rate("presence.get");
    private final CallRate restores = rate("presence.get");
    private final CallRate subscriptions = rate("presence.subscribe");
    private final CallRate ends = rate("presence.unsubscribe");

    StatusCalls(
            Accounts accounts,
            RelationService relations,
            Settings settings,
            Statuses statuses,
            CustomStatuses customs,
            StatusNews news,
            Watchers watchers) {
        this.accounts = accounts;
        this.relations = relations;
        this.settings = settings;
        this.statuses = statuses;
        this.customs = customs;
        this.news = news;
        this.watchers = watchers;
    }

    private static CallRate rate(String op) {
        return CallRate.perFiveSeconds(op, Limits.STATUS_CALLS_PER_5_SECONDS);
    }

    void addTo(OperationTable.Builder table) {
        table.on(SetStatus.class, this::set)
                .on(GetStatuses.class, this::get)
                .on(SubscribeStatuses.class, this::subscribe)
                .on(UnsubscribeStatuses.class, this::unsubscribe);
    }

    SetStatus.Result set(Caller caller, SetStatus request) {
        var shown = customs.set(caller.tinyID(), request.customStatus()).of(caller.userID());
        news.tellSelf(caller.tinyID(), caller.instanceID(), shown);
        return new SetStatus.Result(shown);
    }

    GetStatuses.Result get(Caller caller, GetStatuses request) {
        var userIDs = new LinkedHashSet<String>();
        if (request.userIDList().contains(caller.userID())) {
            userIDs.add(caller.userID());
        }
        userIDs.addAll(request.userIDList());
        if (Boolean.TRUE.equals(request.friendsOnly())) {
            return ofFriends(caller, userIDs);
        }
        if (!userIDs.equals(Set.of(caller.userID()))) {
            settings.checkEnabled(AppSettings.STATUS);
            queries.take(caller);
        }
        var known = accounts.users(userIDs);
        return new GetStatuses.Result(of(userIDs, known), failures(userIDs, known));
    }

    /// What the caller is told without asking (`subscribeUserStatus#2`).
    private GetStatuses.Result ofFriends(Caller caller, LinkedHashSet<String> userIDs) {
        restores.take(caller);
        var known = accounts.users(userIDs);
        var told = new HashSet<>(Set.of(caller.tinyID()));
        if (settings.get(AppSettings.STATUS)) {
            var users = known.values().stream().map(Account::tinyID).toList();
            told.addAll(relations.friendsAmong(caller.tinyID(), users));
        }
        known.values().removeIf(account -> !told.contains(account.tinyID()));
        return new GetStatuses.Result(of(userIDs, known), List.of());
    }

    SubscribeStatuses.Result subscribe(Caller caller, SubscribeStatuses request) {
        settings.checkEnabled(AppSettings.STATUS);
        subscriptions.take(caller);
        var userIDs = new LinkedHashSet<>(request.userIDList());
        var known = accounts.users(userIDs);
        var failures = failures(userIDs, known);
        if (userIDs.remove(caller.userID())) {
            failures.add(new UserFailure(
                    caller.userID(),
                    ErrorCode.PROFILE_INVALID_PARAMETERS.number(),
                    "\"" + caller.userID() + "\" is the caller"));
        }
        userIDs.retainAll(known.keySet());
        var users = userIDs.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(Account::tinyID)
                .toList();
        var evicted = caller instanceof Session session
                ? watchers.add(session, users, settings.get(AppSettings.MAX_SUBSCRIPTIONS))
                : List.<Long>of();
        var names = accounts.byTinyID(evicted);
        return new SubscribeStatuses.Result(
                of(userIDs, known),
                failures,
                evicted.stream()
                        .map(names::get)
                        .filter(Objects::nonNull)
                        .map(Account::userID)
                        .toList());
    }

    UnsubscribeStatuses.Result unsubscribe(Caller caller, UnsubscribeStatuses request) {
        settings.checkEnabled(AppSettings.STATUS);
        ends.take(caller);
        var userIDs = new LinkedHashSet<>(request.userIDList());
        var known = accounts.users(userIDs);
        if (caller instanceof Session session) {
            if (userIDs.isEmpty()) {
                watchers.end(session);
            } else {
                watchers.remove(
                        session, known.values().stream().map(Account::tinyID).toList());
            }
        }
        return new UnsubscribeStatuses.Result(failures(userIDs, known));
    }

    /// In the order of the userIDs; unknown ones are left out.
    private List<UserStatus> of(LinkedHashSet<String> userIDs, Map<String, Account> known) {
        var wanted = userIDs.stream().map(known::get).filter(Objects::nonNull).toList();
        var found = statuses.of(wanted.stream().map(Account::tinyID).toList());
        return wanted.stream()
                .map(account ->
                        Objects.requireNonNull(found.get(account.tinyID())).of(account.userID()))
                .toList();
    }

    private static List<UserFailure> failures(LinkedHashSet<String> userIDs, Map<String, Account> known) {
        var failures = new ArrayList<UserFailure>();
        for (var userID : userIDs) {
            if (!known.containsKey(userID)) {
                failures.add(new UserFailure(
                        userID,
                        ErrorCode.ACCOUNT_NOT_FOUND.number(),
                        "user " + Check.quote(userID) + " is not registered"));
            }
        }
        return failures;
    }
}
