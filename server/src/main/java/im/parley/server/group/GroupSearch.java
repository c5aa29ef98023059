package im.parley.server.group;

import im.parley.protocol.Types;
import im.parley.protocol.group.FoundGroup;
import im.parley.protocol.group.FoundMember;
import im.parley.protocol.group.FoundMembers;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.SearchGroups;
import im.parley.protocol.group.SearchMembers;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import im.parley.server.users.NameCondition;
import im.parley.server.users.UserSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Finds groups and members by their names.
public final class GroupSearch {
    private static final List<String> ALL =
            List.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_COMMUNITY);

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Settings settings;
    private final CallRate groupRate = UserSearch.rate("search.groups");
    private final CallRate memberRate = UserSearch.rate("search.members");

    public GroupSearch(Jdbi jdbi, Accounts accounts, Settings settings) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.settings = settings;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(SearchGroups.class, this::groups).on(SearchMembers.class, this::members);
    }

    SearchGroups.Result groups(Caller caller, SearchGroups request) {
        settings.checkEnabled(AppSettings.SEARCH_CLOUD);
        groupRate.take(caller);
        var names = new NameCondition(request.keywordList(), request.keywordListMatchType());
        var where = """
                 FROM chat_group g WHERE g.type = ANY (:types) AND (g.type <> :work OR EXISTS (
                    SELECT FROM group_member m WHERE m.group_id = g.id AND m.tiny_id = :me)) AND\s""" + names.of("(g.group_id || chr(10) || g.name)");
        return NameCondition.timely(jdbi, handle -> {
            int total = names.bind(handle.createQuery("SELECT count(*) " + where))
                    .bind("types", types(request.groupTypeList()))
                    .bind("work", Types.GRP_WORK)
                    .bind("me", caller.tinyID())
                    .mapTo(Integer.class)
                    .one();
            var found = names.bind(handle.createQuery(
                            "SELECT g.id " + where + " AND g.id > :after ORDER BY g.id LIMIT :limit"))
                    .bind("types", types(request.groupTypeList()))
                    .bind("work", Types.GRP_WORK)
                    .bind("me", caller.tinyID())
                    .bind("after", request.cursor() == null ? 0 : Long.parseLong(request.cursor()))
                    .bind("limit", request.count() + 1)
                    .mapTo(Long.class)
                    .list();
            var page = found.subList(0, Math.min(request.count(), found.size()));
            return new SearchGroups.Result(
                    total,
                    found.size() > request.count() ? String.valueOf(page.getLast()) : null,
                    show(handle, caller.tinyID(), page));
        });
    }

    private static String[] types(@Nullable List<String> wanted) {
        return (wanted == null || wanted.isEmpty() ? ALL : wanted).toArray(String[]::new);
    }

    private List<Group> show(Handle handle, long me, List<Long> ids) {
        var groups = GroupStore.byID(handle, ids);
        var heads = RoomTimelines.heads(handle, ids);
        var owners = Groups.ownerIDs(accounts, groups.values());
        var mine = GroupStore.members(handle, ids, Collections.nCopies(ids.size(), me)).stream()
                .collect(Collectors.toMap(StoredMember::group, member -> member));
        var shown = new ArrayList<Group>();
        for (long id : ids) {
            var group = groups.get(id);
            if (group != null) {
                var self = mine.get(id);
                shown.add(group.show(
                        owners.getOrDefault(group.owner(), ""), heads.get(id), self == null ? null : self.asSelf()));
            }
        }
        return shown;
    }

    SearchMembers.Result members(Caller caller, SearchMembers request) {
        settings.checkEnabled(AppSettings.SEARCH_CLOUD);
        memberRate.take(caller);
        var names = new NameCondition(request.keywordList(), request.keywordListMatchType());
        var where = """
                 FROM group_member mine JOIN chat_group g ON g.id = mine.group_id
                JOIN group_member m ON m.group_id = mine.group_id JOIN account a ON a.tiny_id = m.tiny_id
                WHERE mine.tiny_id = :me AND g.type = ANY (:types) AND (:everywhere OR g.group_id = ANY (:groups)) AND\s""" + names.ofEither(NameCondition.userName("a"), "m.name_card");
        var after = after(request.cursor());
        return NameCondition.timely(jdbi, handle -> {
            int total = bound(names.bind(handle.createQuery("SELECT count(*) " + where)), caller, request)
                    .mapTo(Integer.class)
                    .one();
            var found = bound(
                            names.bind(handle.createQuery("SELECT m.group_id, m.tiny_id, m.name_card " + where
                                    + " AND (m.group_id, m.tiny_id) > (:group, :user)"
                                    + " ORDER BY m.group_id, m.tiny_id LIMIT :limit")),
                            caller,
                            request)
                    .bind("group", after[0])
                    .bind("user", after[1])
                    .bind("limit", request.count() + 1)
                    .map((row, context) -> new Hit(row.getLong(1), row.getLong(2), row.getString(3)))
                    .list();
            var page = found.subList(0, Math.min(request.count(), found.size()));
            var next = found.size() > request.count()
                    ? page.getLast().group() + "-" + page.getLast().user()
                    : null;
            return new SearchMembers.Result(total, next, byGroup(handle, page));
        });
    }

    private static long[] after(@Nullable String cursor) {
        if (cursor == null) {
            return new long[] {0, 0};
        }
        var parts = cursor.split("-", 2);
        return new long[] {Long.parseLong(parts[0]), parts.length == 1 ? 0 : Long.parseLong(parts[1])};
    }

    private static Query bound(Query query, Caller caller, SearchMembers request) {
        var groups = request.groupIDList();
        return query.bind("me", caller.tinyID())
                .bind("types", types(request.groupTypeList()))
                .bind("everywhere", groups == null || groups.isEmpty())
                .bind("groups", groups == null ? new String[0] : groups.toArray(String[]::new));
    }

    private List<FoundMembers> byGroup(Handle handle, Collection<Hit> hits) {
        var groups = GroupStore.byID(handle, hits.stream().map(Hit::group).collect(Collectors.toSet()));
        var users = accounts.byTinyID(hits.stream().map(Hit::user).collect(Collectors.toSet()));
        Map<Long, List<FoundMember>> members = new LinkedHashMap<>();
        for (var hit : hits) {
            var user = users.get(hit.user());
            if (user != null && groups.containsKey(hit.group())) {
                members.computeIfAbsent(hit.group(), group -> new ArrayList<>())
                        .add(new FoundMember(user.userID(), user.nick(), hit.nameCard(), user.avatar()));
            }
        }
        var found = new ArrayList<FoundMembers>();
        members.forEach((id, list) -> {
            var group = groups.get(id);
            if (group != null) {
                var info = new FoundGroup(
                        group.groupID(), group.name(), group.type().wireName(), group.avatar());
                found.add(new FoundMembers(info, list));
            }
        });
        return found;
    }

    private record Hit(long group, long user, String nameCard) {}
}
