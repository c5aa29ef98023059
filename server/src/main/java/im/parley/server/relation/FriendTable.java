package im.parley.server.relation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import im.parley.protocol.ProtocolJson;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `friend`. Changes are made under the locked heads of both users.
final class FriendTable {
    private static final String COLUMNS = "owner, friend, remark, source, wording, added_at, groups, custom";
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private FriendTable() {}

    /// Puts somebody on a list, or what is given in place of what the list has of them.
    static void put(Handle handle, FriendRow row) {
        handle.createUpdate("""
                        INSERT INTO friend (owner, friend, remark, source, wording, added_at, groups, custom)
                        VALUES (:owner, :friend, :remark, :source, :wording, :addedAt, :groups, :custom::jsonb)
                        ON CONFLICT (owner, friend) DO UPDATE SET
                            remark = excluded.remark,
                            source = excluded.source,
                            wording = excluded.wording,
                            added_at = excluded.added_at,
                            groups = excluded.groups,
                            custom = excluded.custom
                        """)
                .bind("owner", row.owner())
                .bind("friend", row.friend())
                .bind("remark", row.remark())
                .bind("source", row.source())
                .bind("wording", row.wording())
                .bind("addedAt", row.addedAt())
                .bindArray("groups", String.class, row.groups().toArray())
                .bind("custom", json(row.custom()))
                .execute();
    }

    /// Who of these is on the user's list.
    static Set<Long> among(Handle handle, long owner, Collection<Long> users) {
        return users(handle, "SELECT friend FROM friend WHERE owner = :user AND friend = ANY (:others)", owner, users);
    }

    /// Who of these has the user on their list.
    static Set<Long> ownersAmong(Handle handle, long friend, Collection<Long> users) {
        return users(handle, "SELECT owner FROM friend WHERE friend = :user AND owner = ANY (:others)", friend, users);
    }

    /// @param sql of `:user` and `:others`, gives account numbers
    private static Set<Long> users(Handle handle, String sql, long user, Collection<Long> others) {
        return new HashSet<>(handle.createQuery(sql)
                .bind("user", user)
                .bind("others", others.toArray(Long[]::new))
                .mapTo(Long.class)
                .list());
    }

    static boolean has(Handle handle, long owner, long friend) {
        return !among(handle, owner, List.of(friend)).isEmpty();
    }

    static int count(Handle handle, long owner) {
        return handle.createQuery("SELECT count(*) FROM friend WHERE owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    /// Takes these off the user's list.
    ///
    /// @return those who were on it
    static Set<Long> remove(Handle handle, long owner, Collection<Long> users) {
        return users(
                handle,
                "DELETE FROM friend WHERE owner = :user AND friend = ANY (:others) RETURNING friend",
                owner,
                users);
    }

    /// Takes the user off the lists of these.
    ///
    /// @return those who had the user on theirs
    static Set<Long> removeFrom(Handle handle, Collection<Long> owners, long user) {
        return users(
                handle,
                "DELETE FROM friend WHERE owner = ANY (:others) AND friend = :user RETURNING owner",
                user,
                owners);
    }

    /// Changes what the owner keeps about a friend.
    ///
    /// @param remark null: stays
    /// @param custom values to set by key; empty ones go
    static void update(Handle handle, long owner, long friend, @Nullable String remark, Map<String, String> custom) {
        var set = new TreeMap<String, String>();
        custom.forEach((key, value) -> {
            if (!value.isEmpty()) {
                set.put(key, value);
            }
        });
        handle.createUpdate("""
                        UPDATE friend SET remark = coalesce(:remark, remark), custom = (custom - :keys) || :set::jsonb
                        WHERE owner = :owner AND friend = :friend
                        """)
                .bind("owner", owner)
                .bind("friend", friend)
                .bind("remark", remark)
                .bindArray("keys", String.class, custom.keySet().toArray())
                .bind("set", json(set))
                .execute();
    }

    /// In which groups a friend is from now on.
    static void setGroups(Handle handle, long owner, long friend, List<String> groups) {
        handle.createUpdate("UPDATE friend SET groups = :groups WHERE owner = :owner AND friend = :friend")
                .bind("owner", owner)
                .bind("friend", friend)
                .bindArray("groups", String.class, groups.toArray())
                .execute();
    }

    /// Who is in the owner's groups, by group; empty ones are left out.
    static Map<String, List<Long>> grouped(Handle handle, long owner) {
        var members = new HashMap<String, List<Long>>();
        handle.createQuery("""
                        SELECT name, friend FROM friend CROSS JOIN LATERAL unnest(groups) AS name
                        WHERE owner = :owner ORDER BY friend
                        """)
                .bind("owner", owner)
                .map((row, context) -> members.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getLong(2)))
                .list();
        return members;
    }

    /// Puts friends into a group.
    ///
    /// @return those who were not in it
    static List<Long> group(Handle handle, long owner, String group, Collection<Long> friends) {
        return handle.createQuery("""
                        UPDATE friend SET groups = array_append(groups, :group::text)
                        WHERE owner = :owner AND friend = ANY (:friends) AND :group <> ALL (groups)
                        RETURNING friend
                        """)
                .bind("owner", owner)
                .bind("friends", friends.toArray(Long[]::new))
                .bind("group", group)
                .mapTo(Long.class)
                .list();
    }

    /// Takes friends out of a group.
    ///
    /// @return those who were in it
    static List<Long> ungroup(Handle handle, long owner, String group, Collection<Long> friends) {
        return handle.createQuery("""
                        UPDATE friend SET groups = array_remove(groups, :group::text)
                        WHERE owner = :owner AND friend = ANY (:friends) AND :group = ANY (groups)
                        RETURNING friend
                        """)
                .bind("owner", owner)
                .bind("friends", friends.toArray(Long[]::new))
                .bind("group", group)
                .mapTo(Long.class)
                .list();
    }

    /// Takes everybody out of a group.
    static List<Long> dissolve(Handle handle, long owner, String group) {
        return handle.createQuery("""
                        UPDATE friend SET groups = array_remove(groups, :group::text)
                        WHERE owner = :owner AND :group = ANY (groups)
                        RETURNING friend
                        """)
                .bind("owner", owner)
                .bind("group", group)
                .mapTo(Long.class)
                .list();
    }

    static List<Long> renameGroup(Handle handle, long owner, String group, String name) {
        return handle.createQuery("""
                        UPDATE friend SET groups = array_replace(groups, :group::text, :name::text)
                        WHERE owner = :owner AND :group = ANY (groups)
                        RETURNING friend
                        """)
                .bind("owner", owner)
                .bind("group", group)
                .bind("name", name)
                .mapTo(Long.class)
                .list();
    }

    /// The rows of these pairs that there are.
    static List<FriendRow> rows(Handle handle, List<Pair> pairs) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM friend JOIN unnest(:owners, :friends) AS p (o, f) ON owner = o AND friend = f
                        """)
                .bind("owners", pairs.stream().map(Pair::owner).toArray(Long[]::new))
                .bind("friends", pairs.stream().map(Pair::friend).toArray(Long[]::new))
                .map((row, context) -> row(row))
                .list();
    }

    /// A page of a user's list, by account number.
    static List<FriendRow> page(Handle handle, long owner, long after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM friend WHERE owner = :owner AND friend > :after ORDER BY friend LIMIT :limit
                        """)
                .bind("owner", owner)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /// A part of a user's list, by account number; the list is of bounded length.
    ///
    /// @param from how many to leave out
    static List<FriendRow> page(Handle handle, long owner, int from, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM friend WHERE owner = :owner ORDER BY friend LIMIT :limit OFFSET :from
                        """)
                .bind("owner", owner)
                .bind("from", from)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /// Everybody on the user's list.
    static List<Long> all(Handle handle, long owner) {
        return handle.createQuery("SELECT friend FROM friend WHERE owner = :owner")
                .bind("owner", owner)
                .mapTo(Long.class)
                .list();
    }

    /// A page of those who have the user on their list, by account number.
    static List<Long> owners(Handle handle, long friend, long after, int limit) {
        return handle.createQuery("""
                        SELECT owner FROM friend WHERE friend = :friend AND owner > :after ORDER BY owner LIMIT :limit
                        """)
                .bind("friend", friend)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /// A page of those who have these users on their lists.
    static List<RelationService.Owner> owners(
            Handle handle, Collection<Long> friends, RelationService.Owner after, int limit) {
        return handle.createQuery("""
                        SELECT friend, owner FROM friend
                        WHERE friend = ANY (:friends) AND (friend, owner) > (:friend, :owner)
                        ORDER BY friend, owner LIMIT :limit
                        """)
                .bind("friends", friends.toArray(Long[]::new))
                .bind("friend", after.friend())
                .bind("owner", after.owner())
                .bind("limit", limit)
                .map((row, context) -> new RelationService.Owner(row.getLong(1), row.getLong(2)))
                .list();
    }

    private static FriendRow row(ResultSet row) throws SQLException {
        return new FriendRow(
                row.getLong("owner"),
                row.getLong("friend"),
                row.getString("remark"),
                row.getString("source"),
                row.getString("wording"),
                row.getLong("added_at"),
                Rows.texts(row.getArray("groups")),
                texts(row.getString("custom")));
    }

    private static String json(Map<String, String> texts) {
        try {
            return ProtocolJson.mapper().writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, String> texts(String json) {
        if (json.equals("{}")) { // most rows of a long list
            return Map.of();
        }
        try {
            return ProtocolJson.mapper().readValue(json, TEXTS);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Whose list, and who on it.
    record Pair(long owner, long friend) {}
}
