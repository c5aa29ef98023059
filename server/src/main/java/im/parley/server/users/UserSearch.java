package im.parley.server.users;

import im.parley.protocol.Limits;
import im.parley.protocol.profile.SearchUsers;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// Finds users by their names.
public final class UserSearch {
    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Settings settings;
    private final CallRate rate = rate("search.users");

    public UserSearch(Jdbi jdbi, Accounts accounts, Settings settings) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.settings = settings;
    }

    /// What a kind of search may be called (`general#9`).
    public static CallRate rate(String op) {
        return CallRate.perFiveSeconds(op, Limits.SEARCHES_PER_5_SECONDS);
    }

    public void addTo(OperationTable.Builder table) {
        table.on(SearchUsers.class, this::search);
    }

    SearchUsers.Result search(Caller caller, SearchUsers request) {
        settings.checkEnabled(AppSettings.SEARCH_CLOUD);
        rate.take(caller);
        var names = new NameCondition(request.keywordList(), request.keywordListMatchType());
        var where = " FROM account a WHERE a.user_id NOT LIKE '@TIM#%' AND a.deleted_at = 0 AND "
                + names.of(NameCondition.userName("a"))
                + (request.gender() == null ? "" : " AND a.gender = :gender")
                + (request.miniBirthday() == null ? "" : " AND a.birthday >= :mini")
                + (request.maxBirthday() == null ? "" : " AND a.birthday BETWEEN 1 AND :max");
        record Found(int total, List<Long> page) {}
        var found = NameCondition.timely(
                jdbi,
                handle -> new Found(
                        bind(names.bind(handle.createQuery("SELECT count(*)" + where)), request)
                                .mapTo(Integer.class)
                                .one(),
                        bind(
                                        names.bind(handle.createQuery("SELECT a.tiny_id" + where
                                                + " AND a.tiny_id > :after ORDER BY a.tiny_id LIMIT :limit")),
                                        request)
                                .bind("after", request.cursor() == null ? 0 : Long.parseLong(request.cursor()))
                                .bind("limit", request.count() + 1)
                                .mapTo(Long.class)
                                .list()));
        var page =
                found.page().subList(0, Math.min(request.count(), found.page().size()));
        var profiles = accounts.profilesByTinyID(page);
        var next = found.page().size() > request.count() ? String.valueOf(page.getLast()) : null;
        return new SearchUsers.Result(
                found.total(),
                next,
                page.stream().map(profiles::get).filter(Objects::nonNull).toList());
    }

    private static <Q extends SqlStatement<Q>> Q bind(Q query, SearchUsers request) {
        if (request.gender() != null) {
            query.bind("gender", request.gender());
        }
        if (request.miniBirthday() != null) {
            query.bind("mini", request.miniBirthday());
        }
        if (request.maxBirthday() != null) {
            query.bind("max", request.maxBirthday());
        }
        return query;
    }
}
