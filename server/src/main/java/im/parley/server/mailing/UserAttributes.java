package im.parley.server.mailing;

import im.parley.protocol.Check;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Attributes that back ends give to users. An app has ten, by number, which it names: the tables `attribute_name` and
/// `account_attribute`. Safe for use by many threads.
public final class UserAttributes {
    private static final int MAX_BYTES = 50;

    private final Jdbi jdbi;

    public UserAttributes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The names by number.
    public SortedMap<Integer, String> names() {
        return jdbi.withHandle(handle -> {
            var names = new TreeMap<Integer, String>();
            numbers(handle).forEach((name, number) -> names.put(number, name));
            return names;
        });
    }

    /// Numbers by name.
    static Map<String, Integer> numbers(Handle handle) {
        var numbers = new HashMap<String, Integer>();
        handle.createQuery("SELECT name, number FROM attribute_name")
                .map((row, context) -> numbers.put(row.getString(1), row.getInt(2)))
                .list();
        return numbers;
    }

    /// Names attributes, or names them otherwise: users keep what they have of them. The others keep their names.
    ///
    /// @param names by number, 0 to 9
    /// @throws im.parley.protocol.ChatException [MailingError#BAD_ATTRIBUTE]
    public void name(Map<Integer, String> names) {
        names.forEach((number, name) -> check("the name of attribute " + number, name));
        jdbi.useTransaction(handle -> {
            handle.execute("LOCK TABLE attribute_name IN SHARE ROW EXCLUSIVE MODE");
            var all = new TreeMap<Integer, String>(names);
            numbers(handle).forEach((name, number) -> all.putIfAbsent(number, name));
            var seen = new HashSet<String>();
            all.forEach((number, name) -> {
                if (!seen.add(name)) {
                    throw MailingError.BAD_ATTRIBUTE.because(
                            "two attributes would have the name " + Check.quote(name) + ", expected one");
                }
            });
            var batch = handle.prepareBatch("""
                    INSERT INTO attribute_name (number, name) VALUES (:number, :name)
                    ON CONFLICT (number) DO UPDATE SET name = excluded.name
                    """);
            names.forEach((number, name) ->
                    batch.bind("number", number).bind("name", name).add());
            batch.execute();
        });
    }

    /// Sets all of them, or none. What is not named stays as it is.
    ///
    /// @param values of each user, by name
    /// @throws im.parley.protocol.ChatException [MailingError#BAD_ATTRIBUTE], [MailingError#ACCOUNT_UNKNOWN]
    public void set(Map<Account, Map<String, String>> values) {
        values.values()
                .forEach(some ->
                        some.forEach((name, value) -> check("the value of the attribute " + Check.quote(name), value)));
        jdbi.useTransaction(handle -> {
            Owners.lockLiving(handle, values.keySet());
            var numbers = numbers(handle);
            var rows = new Rows();
            values.forEach((user, some) -> some.forEach((name, value) -> {
                rows.add(user, number(numbers, name));
                rows.values.add(value);
            }));
            handle.createUpdate("""
                            INSERT INTO account_attribute (tiny_id, number, value)
                            SELECT owner, number, value
                            FROM unnest(:owners, :numbers, :values) AS new (owner, number, value)
                            ORDER BY owner, number
                            ON CONFLICT (tiny_id, number) DO UPDATE SET value = excluded.value
                            """)
                    .bindArray("owners", Long.class, rows.owners.toArray())
                    .bindArray("numbers", Integer.class, rows.numbers.toArray())
                    .bindArray("values", String.class, rows.values.toArray())
                    .execute();
        });
    }

    /// Takes attributes away; those that a user does not have are left out.
    ///
    /// @param names of each user
    /// @throws im.parley.protocol.ChatException [MailingError#BAD_ATTRIBUTE]
    public void remove(Map<Account, Collection<String>> names) {
        jdbi.useTransaction(handle -> {
            Owners.lock(handle, names.keySet());
            var numbers = numbers(handle);
            var rows = new Rows();
            names.forEach((user, some) -> some.forEach(name -> rows.add(user, number(numbers, name))));
            handle.createUpdate("""
                            DELETE FROM account_attribute a USING unnest(:owners, :numbers) AS old (owner, number)
                            WHERE a.tiny_id = old.owner AND a.number = old.number
                            """)
                    .bindArray("owners", Long.class, rows.owners.toArray())
                    .bindArray("numbers", Integer.class, rows.numbers.toArray())
                    .execute();
        });
    }

    /// The attributes of each of these users, by name, in the order of their numbers; who has none is left out.
    public Map<Long, Map<String, String>> of(Collection<Account> users) {
        var attributes = new HashMap<Long, Map<String, String>>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT tiny_id, name, value FROM account_attribute JOIN attribute_name USING (number)
                        WHERE tiny_id = ANY (:owners) ORDER BY number
                        """)
                .bindArray("owners", Long.class, Owners.numbers(users))
                .map((row, context) -> attributes
                        .computeIfAbsent(row.getLong(1), owner -> new LinkedHashMap<>())
                        .put(row.getString(2), row.getString(3)))
                .list());
        return attributes;
    }

    /// The account is deleted.
    public void erase(Account user) {
        jdbi.useTransaction(handle -> {
            Owners.lock(handle, List.of(user));
            handle.execute("DELETE FROM account_attribute WHERE tiny_id = ?", user.tinyID());
        });
    }

    /// @throws im.parley.protocol.ChatException [MailingError#BAD_ATTRIBUTE] if there is none of this name
    static int number(Map<String, Integer> numbers, String name) {
        var number = numbers.get(name);
        if (number == null) {
            throw MailingError.BAD_ATTRIBUTE.because(
                    "there is no attribute " + Check.quote(name) + ", expected one that im_set_attr_name has named");
        }
        return number;
    }

    /// @throws im.parley.protocol.ChatException [MailingError#BAD_ATTRIBUTE]
    static void check(String what, String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0 || Check.utf8Length(text) > MAX_BYTES) {
            throw MailingError.BAD_ATTRIBUTE.because(
                    what + " is " + Check.quote(text) + ", expected 1 to " + MAX_BYTES + " bytes without U+0000");
        }
    }

    /// Columns of as many rows.
    private static final class Rows {
        private final List<Long> owners = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        void add(Account owner, int number) {
            owners.add(owner.tinyID());
            numbers.add(number);
        }
    }
}
