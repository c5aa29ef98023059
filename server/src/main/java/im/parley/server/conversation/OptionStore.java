package im.parley.server.conversation;

import im.parley.protocol.Types;
import im.parley.protocol.conversation.ConversationGroup;
import im.parley.protocol.conversation.ReceiveOption;
import im.parley.server.fanout.Reminders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The tables `user_options`, `conversation_options` and `conversation_group`.
final class OptionStore {
    private static final String COLUMNS =
            "conversation_id, name, version, pinned, remind_type, marks, custom_data, groups";

    private OptionStore() {}

    /// What a user keeps beside their conversations.
    ///
    /// @param version of everything the user keeps
    record User(long version, int lastGroup, ReceiveOption receiveOption) {
        static final User NONE = new User(0, 0, new ReceiveOption(Types.MSG_REMIND_ACPT_AND_NOTE, 0, 0, false, null));
    }

    /// Locks all that the user keeps until the transaction ends.
    static User lock(Handle handle, long tinyID) {
        handle.createUpdate("INSERT INTO user_options (tiny_id) VALUES (:user) ON CONFLICT DO NOTHING")
                .bind("user", tinyID)
                .execute();
        return handle.createQuery(USER + " FOR UPDATE")
                .bind("user", tinyID)
                .map((row, context) -> user(row))
                .one();
    }

    private static final String USER = """
            SELECT version, last_group, quiet, quiet_from, quiet_to, quiet_daily, quiet_zone
            FROM user_options WHERE tiny_id = :user""";

    static User user(Handle handle, long tinyID) {
        return handle.createQuery(USER)
                .bind("user", tinyID)
                .map((row, context) -> user(row))
                .findOne()
                .orElse(User.NONE);
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong(1),
                row.getInt(2),
                new ReceiveOption(
                        row.getBoolean(3) ? Types.MSG_REMIND_ACPT_NOT_NOTE : Types.MSG_REMIND_ACPT_AND_NOTE,
                        row.getLong(4),
                        row.getLong(5),
                        row.getBoolean(6),
                        row.getString(7)));
    }

    static void setVersion(Handle handle, long tinyID, long version) {
        handle.createUpdate("UPDATE user_options SET version = :version WHERE tiny_id = :user")
                .bind("user", tinyID)
                .bind("version", version)
                .execute();
    }

    static void setReceiveOption(Handle handle, long tinyID, ReceiveOption option) {
        handle.createUpdate("""
                        UPDATE user_options SET quiet = :quiet, quiet_from = :from, quiet_to = :to, quiet_daily = :daily,
                            quiet_zone = :zone
                        WHERE tiny_id = :user
                        """)
                .bind("user", tinyID)
                .bind("quiet", option.messageRemindType().equals(Types.MSG_REMIND_ACPT_NOT_NOTE))
                .bind("from", option.startTime())
                .bind("to", option.endTime())
                .bind("daily", option.isRepeated())
                .bind("zone", option.timeZone())
                .execute();
    }

    /// What the user keeps about these timelines, by timeline; those without are left out.
    static Map<Long, Options> of(Handle handle, long tinyID, Collection<Long> timelines) {
        var found = new HashMap<Long, Options>();
        handle.createQuery("SELECT " + COLUMNS
                        + " FROM conversation_options WHERE tiny_id = :user AND conversation_id = ANY (:timelines)")
                .bind("user", tinyID)
                .bind("timelines", timelines.toArray(Long[]::new))
                .map((row, context) -> options(row))
                .forEach(options -> found.put(options.timeline(), options));
        return found;
    }

    /// What changed after a version, in the order in which it did; `limit` of it or, since what changed
    /// together is not parted, a few more.
    static List<Options> since(Handle handle, long tinyID, long version, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM conversation_options WHERE tiny_id = :user AND version > :version
                        ORDER BY version FETCH FIRST :limit ROWS WITH TIES
                        """)
                .bind("user", tinyID)
                .bind("version", version)
                .bind("limit", limit)
                .map((row, context) -> options(row))
                .list();
    }

    static void put(Handle handle, long tinyID, Collection<Options> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("""
                INSERT INTO conversation_options AS o
                    (tiny_id, conversation_id, name, version, pinned, remind_type, marks, custom_data, groups)
                VALUES (:user, :timeline, :name, :version, :pinned, :type, :marks, :data, :groups)
                ON CONFLICT (tiny_id, conversation_id) DO UPDATE SET
                    version = excluded.version, pinned = excluded.pinned, remind_type = excluded.remind_type,
                    marks = excluded.marks, custom_data = excluded.custom_data, groups = excluded.groups
                """);
        for (var options : changed) {
            batch.bind("user", tinyID)
                    .bind("timeline", options.timeline())
                    .bind("name", options.name())
                    .bind("version", options.version())
                    .bind("pinned", options.isPinned())
                    .bind("type", options.remindType().number())
                    .bind("marks", options.marks())
                    .bind("data", options.customData())
                    .bindArray("groups", Integer.class, options.groups().toArray())
                    .add();
        }
        batch.execute();
    }

    /// Forgets all that a user keeps. The version goes on, and so do the numbers of groups.
    static void clear(Handle handle, long tinyID) {
        lock(handle, tinyID);
        for (var table : List.of("conversation_options", "conversation_group")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE tiny_id = :user")
                    .bind("user", tinyID)
                    .execute();
        }
        handle.createUpdate("""
                        UPDATE user_options SET version = version + 1, quiet = DEFAULT, quiet_from = DEFAULT,
                            quiet_to = DEFAULT, quiet_daily = DEFAULT, quiet_zone = DEFAULT
                        WHERE tiny_id = :user
                        """).bind("user", tinyID).execute();
    }

    private static final String ROOMS =
            "(SELECT :group UNION ALL SELECT id FROM conversation WHERE community = :group)";

    /// Who has pinned this group or one of its topics.
    static Set<Long> whoPinned(Handle handle, long group) {
        return handle.createQuery(
                        "SELECT tiny_id FROM conversation_options WHERE pinned AND conversation_id IN " + ROOMS)
                .bind("group", group)
                .mapTo(Long.class)
                .set();
    }

    /// Who of these has.
    static Set<Long> whoPinned(Handle handle, long group, Collection<Long> tinyIDs) {
        return handle.createQuery("SELECT tiny_id FROM conversation_options"
                        + " WHERE pinned AND tiny_id = ANY (:users) AND conversation_id IN " + ROOMS)
                .bind("group", group)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .mapTo(Long.class)
                .set();
    }

    /// Locks all that these users keep until the transaction ends, and raises its version. In an order, so that two
    /// of these cannot deadlock.
    ///
    /// @return as they are now
    static Map<Long, User> raise(Handle handle, Collection<Long> tinyIDs) {
        var raised = new HashMap<Long, User>();
        handle.createQuery("""
                        WITH locked AS (
                            SELECT tiny_id FROM user_options WHERE tiny_id = ANY (:users) ORDER BY tiny_id FOR UPDATE
                        )
                        UPDATE user_options u SET version = version + 1 FROM locked WHERE u.tiny_id = locked.tiny_id
                        RETURNING version, last_group, quiet, quiet_from, quiet_to, quiet_daily, quiet_zone, u.tiny_id
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> raised.put(row.getLong(8), user(row)))
                .list();
        return raised;
    }

    /// Takes the pins of these users off a group and its topics.
    ///
    /// @param users by account number, raised
    /// @return those that are not what they were
    static Map<Long, List<Options>> unpin(Handle handle, long group, Map<Long, User> users) {
        var unpinned = new HashMap<Long, List<Options>>();
        handle.createQuery("""
                        UPDATE conversation_options SET pinned = false, version = raised
                        FROM unnest(:users, :versions) AS u (owner, raised)
                        WHERE tiny_id = owner AND pinned AND conversation_id IN %s
                        RETURNING %s, tiny_id
                        """.formatted(ROOMS, COLUMNS))
                .bind("users", users.keySet().toArray(Long[]::new))
                .bind("versions", users.values().stream().map(User::version).toArray(Long[]::new))
                .bind("group", group)
                .map((row, context) -> unpinned.computeIfAbsent(row.getLong(9), owner -> new ArrayList<>())
                        .add(options(row)))
                .list();
        return unpinned;
    }

    static int countPinned(Handle handle, long tinyID) {
        return handle.createQuery("SELECT count(*) FROM conversation_options WHERE tiny_id = :user AND pinned")
                .bind("user", tinyID)
                .mapTo(Integer.class)
                .one();
    }

    /// The timelines of these users that do not notify of everything, by user.
    static Map<Long, List<Long>> notNotifying(Handle handle, Collection<Long> tinyIDs) {
        var found = new HashMap<Long, List<Long>>();
        handle.createQuery("""
                        SELECT tiny_id, array_agg(conversation_id) FROM conversation_options
                        WHERE tiny_id = ANY (:users) AND remind_type <> :notify GROUP BY tiny_id
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("notify", RemindType.NOTIFY.number())
                .map((row, context) -> found.put(
                        row.getLong(1), List.of((Long[]) row.getArray(2).getArray())))
                .list();
        return found;
    }

    /// What the user calls the conversations that they have pinned, by timeline.
    static Map<Long, String> pins(Handle handle, long tinyID) {
        return handle.createQuery(
                        "SELECT conversation_id, name FROM conversation_options WHERE tiny_id = :user AND pinned")
                .bind("user", tinyID)
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The timelines that these users have pinned, by user.
    static Map<Long, List<Long>> pinned(Handle handle, Collection<Long> tinyIDs) {
        var pinned = new HashMap<Long, List<Long>>();
        handle.createQuery("""
                        SELECT tiny_id, array_agg(conversation_id) FROM conversation_options
                        WHERE tiny_id = ANY (:users) AND pinned GROUP BY tiny_id
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> pinned.put(
                        row.getLong(1), List.of((Long[]) row.getArray(2).getArray())))
                .list();
        return pinned;
    }

    /// What these users do not want to hear of, by user; who wants everything may be left out.
    static Map<Long, Reminders.Wishes> wishes(Handle handle, Collection<Long> tinyIDs) {
        var timelines = new HashMap<Long, Map<Long, Reminders.Reach>>();
        var versions = new HashMap<Long, Long>();
        // one statement, so that a version goes with what it stands for
        handle.createQuery("""
                        SELECT u.tiny_id, u.version, o.conversation_id, o.remind_type FROM user_options u
                        LEFT JOIN conversation_options o ON o.tiny_id = u.tiny_id AND o.remind_type IN (2, 4)
                        WHERE u.tiny_id = ANY (:users)
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> {
                    versions.put(row.getLong(1), row.getLong(2));
                    var reach = row.getObject(3) == null
                            ? null
                            : RemindType.of(row.getInt(4)).reach();
                    if (reach != null) {
                        timelines
                                .computeIfAbsent(row.getLong(1), user -> new HashMap<>())
                                .put(row.getLong(3), reach);
                    }
                    return true;
                })
                .list();
        var wishes = new HashMap<Long, Reminders.Wishes>();
        versions.forEach((user, version) ->
                wishes.put(user, new Reminders.Wishes(version, timelines.getOrDefault(user, Map.of()))));
        return wishes;
    }

    /// The user's conversation groups, oldest first.
    static List<ConversationGroup> groups(Handle handle, long tinyID) {
        return handle.createQuery(
                        "SELECT group_id, name FROM conversation_group WHERE tiny_id = :user ORDER BY group_id")
                .bind("user", tinyID)
                .map((row, context) -> new ConversationGroup(row.getInt(1), row.getString(2)))
                .list();
    }

    /// The same of several users, by user.
    static Map<Long, List<ConversationGroup>> groups(Handle handle, Collection<Long> tinyIDs) {
        var groups = new HashMap<Long, List<ConversationGroup>>();
        handle.createQuery("""
                        SELECT group_id, name, tiny_id FROM conversation_group WHERE tiny_id = ANY (:users)
                        ORDER BY group_id
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> groups.computeIfAbsent(row.getLong(3), owner -> new ArrayList<>())
                        .add(new ConversationGroup(row.getInt(1), row.getString(2))))
                .list();
        return groups;
    }

    static void addGroup(Handle handle, long tinyID, int group, String name) {
        handle.createUpdate("""
                        WITH used AS (UPDATE user_options SET last_group = :group WHERE tiny_id = :user)
                        INSERT INTO conversation_group (tiny_id, group_id, name) VALUES (:user, :group, :name)
                        """)
                .bind("user", tinyID)
                .bind("group", group)
                .bind("name", name)
                .execute();
    }

    static void renameGroup(Handle handle, long tinyID, int group, String name) {
        handle.createUpdate("UPDATE conversation_group SET name = :name WHERE tiny_id = :user AND group_id = :group")
                .bind("user", tinyID)
                .bind("group", group)
                .bind("name", name)
                .execute();
    }

    static void removeGroup(Handle handle, long tinyID, int group) {
        handle.createUpdate("DELETE FROM conversation_group WHERE tiny_id = :user AND group_id = :group")
                .bind("user", tinyID)
                .bind("group", group)
                .execute();
    }

    private static Options options(ResultSet row) throws SQLException {
        return new Options(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getBoolean(4),
                RemindType.of(row.getInt(5)),
                row.getLong(6),
                row.getString(7),
                List.of((Integer[]) row.getArray(8).getArray()));
    }
}
