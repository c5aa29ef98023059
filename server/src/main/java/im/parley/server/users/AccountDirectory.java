package im.parley.server.users;

import im.parley.server.store.RowCount;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// All accounts of the app, for who runs it. Safe for use by many threads.
public final class AccountDirectory {
    /// User IDs of the app's own accounts begin with it.
    private static final String OWN = "@TIM#%";

    private final Jdbi jdbi;

    public AccountDirectory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param createdAt milliseconds since 1970
    public record Entry(Account account, long createdAt) {}

    /// Accounts by their user IDs.
    ///
    /// @param keyword what user ID or name must contain; null: all accounts
    /// @param after user ID that the page before ended with; empty: from the first
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#SERVER_OVERLOADED] when so many names
    ///     are alike that finding the page takes too long
    public List<Entry> page(@Nullable String keyword, String after, int limit) {
        var names = new NameCondition(keyword == null ? List.of() : List.of(keyword), null);
        var fits = keyword == null ? "true" : names.of(NameCondition.userName("a"));
        return NameCondition.timely(
                jdbi,
                handle -> names.bind(handle.createQuery("""
                                SELECT a.tiny_id, a.user_id, a.nick, a.avatar, a.created_at FROM account a
                                WHERE a.user_id > :after AND a.user_id NOT LIKE :own AND a.deleted_at = 0 AND %s
                                ORDER BY a.user_id LIMIT :limit
                                """.formatted(fits)))
                        .bind("after", after)
                        .bind("own", OWN)
                        .bind("limit", limit)
                        .map((row, context) -> new Entry(
                                new Account(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                                row.getLong(5)))
                        .list());
    }

    /// How many there are but for the app's own, counted one by one.
    public static long total(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM account WHERE deleted_at = 0 AND user_id NOT LIKE :own")
                .bind("own", OWN)
                .mapTo(Long.class)
                .one();
    }

    /// How many were made in a while.
    ///
    /// @param from milliseconds since 1970
    /// @param to the end, exclusive
    public static long made(Handle handle, long from, long to) {
        return handle.createQuery("""
                        SELECT count(*) FROM account
                        WHERE created_at >= :from AND created_at < :to AND user_id NOT LIKE :own
                        """)
                .bind("from", from)
                .bind("to", to)
                .bind("own", OWN)
                .mapTo(Long.class)
                .one();
    }

    /// How many there are, the app's own with them.
    public RowCount count() {
        return RowCount.of(jdbi, "account", "deleted_at = 0");
    }
}
