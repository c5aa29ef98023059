package im.parley.server.users;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.NameSearch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// A search for names in SQL: the index finds those that have all pieces of a keyword, and what it finds is compared
/// with the keyword itself.
public final class NameCondition {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String TOOK_TOO_LONG = "57014";

    private final List<String> keywords;
    private final boolean all;

    /// @param matchType see [NameSearch]; null: one keyword must fit
    public NameCondition(List<String> keywords, @Nullable String matchType) {
        this.keywords = keywords.stream().map(String::strip).toList();
        this.all = NameSearch.AND.equals(matchType);
    }

    /// That a name fits.
    ///
    /// @param name the expression of an index on `name_pieces`
    public String of(String name) {
        return IntStream.range(0, keywords.size())
                .mapToObj(i -> one(name, i))
                .collect(Collectors.joining(all ? " AND " : " OR ", "(", ")"));
    }

    /// That one of two names fits each keyword that must.
    public String ofEither(String name, String other) {
        return IntStream.range(0, keywords.size())
                .mapToObj(i -> "(" + one(name, i) + " OR " + one(other, i) + ")")
                .collect(Collectors.joining(all ? " AND " : " OR ", "(", ")"));
    }

    private static String one(String name, int i) {
        return "name_pieces(" + name + ") @> name_pieces(:keyword" + i + ") AND strpos(lower(normalize(" + name
                + ", NFKC)), lower(normalize(:keyword" + i + ", NFKC))) > 0";
    }

    /// Binds what [#of] names.
    public <Q extends SqlStatement<Q>> Q bind(Q query) {
        for (int i = 0; i < keywords.size(); i++) {
            query.bind("keyword" + i, keywords.get(i));
        }
        return query;
    }

    /// The expression of the index on users' names.
    ///
    /// @param account the table's alias
    public static String userName(String account) {
        return "(" + account + ".user_id || chr(10) || " + account + ".nick)";
    }

    /// Runs a search, not for too long.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#SERVER_OVERLOADED] when it takes too long
    public static <T> T timely(Jdbi jdbi, Function<Handle, T> search) {
        try {
            return jdbi.inTransaction(handle -> {
                handle.execute("SET LOCAL statement_timeout = " + LONGEST.toMillis());
                return search.apply(handle);
            });
        } catch (JdbiException failed) {
            if (failed.getCause() instanceof SQLException sql && TOOK_TOO_LONG.equals(sql.getSQLState())) {
                throw ErrorCode.SERVER_OVERLOADED.because("the search took too long, expected longer keywords");
            }
            throw failed;
        }
    }
}
