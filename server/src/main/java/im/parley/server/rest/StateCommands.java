package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.session.Platform;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of service `openim`: who is online.
final class StateCommands {
    private static final String SERVICE = "openim";
    private static final String ONLINE = "Online";
    private static final String OFFLINE = "Offline";

    private StateCommands() {}

    static void addTo(RestTable.Area<RestPeople> table) {
        table.on(SERVICE, "query_online_status", Query.class, StateCommands::statuses)
                .on(SERVICE, "querystate", Query.class, StateCommands::states);
    }

    /// @param isNeedDetail 1: which kinds of terminals, too
    record Query(
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable Integer isNeedDetail) {
        Query {
            if (toAccount == null
                    || toAccount.isEmpty()
                    || toAccount.size() > Limits.STATUSES_PER_QUERY
                    || toAccount.contains(null)) {
                throw ErrorCode.REST_TO_ACCOUNT_MISSING.because("To_Account has "
                        + (toAccount == null ? "no" : toAccount.size()) + " elements, expected 1 to "
                        + Limits.STATUSES_PER_QUERY + " userIDs");
            }
        }

        boolean wantsDetail() {
            return isNeedDetail != null && isNeedDetail == 1;
        }
    }

    record Result(List<UserState> queryResult, List<Unknown> errorList) {}

    /// @param state the older name of `status`
    record UserState(
            @JsonProperty("To_Account") String toAccount,
            @Nullable String status,
            @Nullable String state,
            @Nullable List<Terminal> detail) {}

    record Terminal(String platform, String status) {}

    record Unknown(@JsonProperty("To_Account") String toAccount, int errorCode) {}

    private static Result statuses(RestPeople area, Query query) {
        return query(area, query, false);
    }

    private static Result states(RestPeople area, Query query) {
        return query(area, query, true);
    }

    private static Result query(RestPeople area, Query query, boolean old) {
        var userIDs = query.toAccount() == null ? List.<String>of() : query.toAccount();
        var known = area.users().accounts().load(userIDs);
        var platforms = area.cluster()
                .platforms(known.values().stream().map(Account::tinyID).toList());
        var found = new ArrayList<UserState>();
        var unknown = new ArrayList<Unknown>();
        for (var userID : userIDs.stream().distinct().toList()) {
            var account = known.get(userID);
            if (account == null) {
                unknown.add(new Unknown(userID, ErrorCode.ACCOUNT_NOT_FOUND.number()));
                continue;
            }
            var on = platforms.getOrDefault(account.tinyID(), Set.of());
            var status = on.isEmpty() ? OFFLINE : ONLINE;
            var detail = query.wantsDetail() && !on.isEmpty()
                    ? on.stream()
                            .map(Platform::wireName)
                            .map(name -> new Terminal(name, ONLINE))
                            .toList()
                    : null;
            found.add(new UserState(userID, old ? null : status, old ? status : null, detail));
        }
        return new Result(found, unknown);
    }
}
