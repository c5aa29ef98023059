package im.parley.server.group;

import im.parley.protocol.group.Group;
import im.parley.server.store.RowCount;
import im.parley.server.users.Accounts;
import im.parley.server.users.NameCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// All groups of the app, for who runs it. Safe for use by many threads.
public final class GroupDirectory {
    private final Jdbi jdbi;
    private final Accounts accounts;

    public GroupDirectory(Jdbi jdbi, Accounts accounts) {
        this.jdbi = jdbi;
        this.accounts = accounts;
    }

    /// Groups by their IDs, as stored: how many are in a live room its nodes know.
    ///
    /// @param type a `GRP_…` value; null: all types
    /// @param keyword what ID or name must contain; null: all
    /// @param after ID that the page before ended with; empty: from the first
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#ILLEGAL_GRP_TYPE],
    ///     [im.parley.protocol.ErrorCode#SERVER_OVERLOADED] when so many names are alike that finding the page
    ///     takes too long
    public List<Group> page(@Nullable String type, @Nullable String keyword, String after, int limit) {
        var names = new NameCondition(keyword == null ? List.of() : List.of(keyword), null);
        var fits = (type == null ? "" : " AND g.type = :type")
                + (keyword == null ? "" : " AND " + names.of("(g.group_id || chr(10) || g.name)"));
        var wireName = type == null ? "" : GroupType.of(type).wireName();
        return show(NameCondition.timely(
                jdbi,
                handle -> names.bind(handle.createQuery(
                                "SELECT " + StoredGroup.COLUMNS + " FROM chat_group g WHERE g.group_id > :after" + fits
                                        + " ORDER BY g.group_id LIMIT :limit"))
                        .bind("after", after)
                        .bind("type", wireName)
                        .bind("limit", limit)
                        .map((row, context) -> StoredGroup.of(row, 1))
                        .list()));
    }

    private List<Group> show(List<StoredGroup> groups) {
        var owners = Groups.ownerIDs(accounts, groups);
        return groups.stream()
                .map(group -> group.show(owners.getOrDefault(group.owner(), ""), null, null))
                .toList();
    }

    /// The groups that a user is in, live rooms not counted, by their IDs and with what the user is there.
    ///
    /// @param after ID that the page before ended with; empty: from the first
    public List<Group> joinedBy(long tinyID, String after, int limit) {
        var memberships = jdbi.withHandle(handle -> GroupStore.ofUser(handle, tinyID, after, limit));
        var owners = Groups.ownerIDs(
                accounts, memberships.stream().map(GroupStore.Membership::group).toList());
        var groups = new ArrayList<Group>();
        for (var membership : memberships) {
            var group = membership.group();
            groups.add(group.show(
                    owners.getOrDefault(group.owner(), ""),
                    null,
                    membership.member().asSelf()));
        }
        return groups;
    }

    /// How many groups there are.
    public static long total(Handle handle) {
        return handle.createQuery("SELECT coalesce(sum(groups), 0) FROM group_count")
                .mapTo(Long.class)
                .one();
    }

    /// How many groups of each type there are.
    public Map<String, RowCount> counts() {
        return RowCount.by(jdbi, "chat_group", "type");
    }
}
