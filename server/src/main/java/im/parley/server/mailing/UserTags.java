package im.parley.server.mailing;

import im.parley.protocol.Check;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tags that back ends give to users: the table `account_tag`. Safe for use by many threads.
public final class UserTags {
    private static final int MAX_BYTES = 50;

    private final Jdbi jdbi;
    private final Settings settings;

    public UserTags(Jdbi jdbi, Settings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    /// Gives all of them, or none.
    ///
    /// @param tags of each user; those that a user has already stay
    /// @throws im.parley.protocol.ChatException [MailingError#TOO_MANY_TAGS], [MailingError#ACCOUNT_UNKNOWN]; see
    ///     [#check]
    public void add(Map<Account, List<String>> tags) {
        int max = settings.get(AppSettings.MAX_TAGS);
        var rows = Rows.of(tags);
        jdbi.useTransaction(handle -> {
            Owners.lockLiving(handle, tags.keySet());
            handle.createUpdate("""
                            INSERT INTO account_tag (tag, tiny_id)
                            SELECT tag, owner FROM unnest(:tags, :owners) AS new (tag, owner)
                            ORDER BY tag, owner ON CONFLICT DO NOTHING
                            """)
                    .bindArray("tags", String.class, rows.tags().toArray())
                    .bindArray("owners", Long.class, rows.owners().toArray())
                    .execute();
            checkCounts(handle, tags.keySet(), max);
        });
    }

    private static void checkCounts(Handle handle, Collection<Account> users, int max) {
        handle.createQuery("""
                        SELECT user_id, count(*) FROM account_tag JOIN account USING (tiny_id)
                        WHERE tiny_id = ANY (:owners)
                        GROUP BY user_id HAVING count(*) > :max ORDER BY user_id LIMIT 1
                        """)
                .bindArray("owners", Long.class, Owners.numbers(users))
                .bind("max", max)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .findOne()
                .ifPresent(full -> {
                    throw MailingError.TOO_MANY_TAGS.because(Check.quote(full.getKey()) + " would have "
                            + full.getValue() + " tags, expected at most " + max + ", see the setting "
                            + AppSettings.MAX_TAGS.key());
                });
    }

    /// Takes tags away; those that a user does not have are left out.
    public void remove(Map<Account, List<String>> tags) {
        var rows = Rows.of(tags);
        jdbi.useTransaction(handle -> {
            Owners.lock(handle, tags.keySet());
            handle.createUpdate("""
                            DELETE FROM account_tag t USING unnest(:tags, :owners) AS old (tag, owner)
                            WHERE t.tag = old.tag AND t.tiny_id = old.owner
                            """)
                    .bindArray("tags", String.class, rows.tags().toArray())
                    .bindArray("owners", Long.class, rows.owners().toArray())
                    .execute();
        });
    }

    /// Takes all tags away from these users.
    public void removeAll(Collection<Account> users) {
        jdbi.useTransaction(handle -> {
            Owners.lock(handle, users);
            handle.createUpdate("DELETE FROM account_tag WHERE tiny_id = ANY (:owners)")
                    .bindArray("owners", Long.class, Owners.numbers(users))
                    .execute();
        });
    }

    /// The tags of each of these users, in the order of their letters; who has none is left out.
    public Map<Long, List<String>> of(Collection<Account> users) {
        var tags = new HashMap<Long, List<String>>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "SELECT tiny_id, tag FROM account_tag WHERE tiny_id = ANY (:owners) ORDER BY tag")
                .bindArray("owners", Long.class, Owners.numbers(users))
                .map((row, context) -> tags.computeIfAbsent(row.getLong(1), owner -> new ArrayList<>())
                        .add(row.getString(2)))
                .list());
        return tags;
    }

    /// The account is deleted.
    public void erase(Account user) {
        removeAll(List.of(user));
    }

    /// @throws im.parley.protocol.ChatException [MailingError#EMPTY_TAG], [MailingError#TAG_TOO_LONG]
    public static void check(String tag) {
        if (tag.isEmpty() || tag.indexOf('\0') >= 0) {
            throw MailingError.EMPTY_TAG.because(
                    "a tag is " + (tag.isEmpty() ? "empty" : "one with U+0000") + ", expected a text");
        }
        if (Check.utf8Length(tag) > MAX_BYTES) {
            throw MailingError.TAG_TOO_LONG.because("the tag " + Check.quote(tag) + " has " + Check.utf8Length(tag)
                    + " bytes, expected at most " + MAX_BYTES);
        }
    }

    /// @param owners account numbers, of as many tags
    private record Rows(List<String> tags, List<Long> owners) {
        static Rows of(Map<Account, List<String>> tags) {
            var rows = new Rows(new ArrayList<>(), new ArrayList<>());
            tags.forEach((user, some) -> some.forEach(tag -> {
                check(tag);
                rows.tags.add(tag);
                rows.owners.add(user.tinyID());
            }));
            return rows;
        }
    }
}
