package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.MarkMembers;
import im.parley.server.group.LiveGroup;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What owners marked the members of their rooms with.
final class LiveMarks {
    private static final String ADD = """
            INSERT INTO live_mark (group_id, tiny_id, mark)
            SELECT :room, k.tiny_id, k.mark FROM unnest(:users, :marks) AS k (tiny_id, mark) ON CONFLICT DO NOTHING
            """;

    private static final String REMOVE = """
            DELETE FROM live_mark m USING unnest(:users, :marks) AS k (tiny_id, mark)
            WHERE m.group_id = :room AND m.tiny_id = k.tiny_id AND m.mark = k.mark
            """;

    private final Jdbi jdbi;
    private final LiveStore store;
    private final Accounts accounts;
    private final Settings settings;

    LiveMarks(Jdbi jdbi, LiveStore store, Accounts accounts, Settings settings) {
        this.jdbi = jdbi;
        this.store = store;
        this.accounts = accounts;
        this.settings = settings;
    }

    /// See [MarkMembers].
    MarkMembers.Result mark(Caller caller, LiveGroup room, MarkMembers request) {
        var marks = new LinkedHashMap<String, Set<Integer>>();
        request.userIDList().forEach(userID -> marks.put(userID, Set.of(request.markType())));
        var marked = mark(caller, room, marks, request.enableMark());
        var failed = marks.keySet().stream()
                .filter(userID -> !marked.contains(userID))
                .toList();
        return new MarkMembers.Result(marked, failed);
    }

    /// Marks who is in the room, or takes marks off users, who may have left; others are passed over.
    ///
    /// @param marks by userID
    /// @return who is in, in the order given
    List<String> mark(Caller caller, LiveGroup room, Map<String, Set<Integer>> marks, boolean isOn) {
        settings.checkEnabled(AppSettings.LIVE_MARKS);
        if (!room.isOwnedBy(caller)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("only the owner of a live room may mark its members");
        }
        var users = accounts.load(marks.keySet());
        var here = store.joinedAt(
                        room.id(), users.values().stream().map(Account::tinyID).toList())
                .keySet();
        var marked = new ArrayList<String>();
        var rows = new ArrayList<Row>();
        marks.forEach((userID, types) -> {
            var user = users.get(userID);
            boolean isHere = user != null && here.contains(user.tinyID());
            if (isHere) {
                marked.add(userID);
            }
            if (user != null && (isHere || !isOn)) {
                types.forEach(type -> rows.add(new Row(user.tinyID(), type)));
            }
        });
        jdbi.useTransaction(handle -> {
            if (isOn) {
                var types = marks.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
                checkRoom(handle, room, types);
                change(handle, ADD, room.id(), rows);
            } else {
                change(handle, REMOVE, room.id(), rows);
            }
        });
        return marked;
    }

    private record Row(long tinyID, int mark) {}

    /// One at a time for each room, so that two cannot both add the last mark.
    private static void checkRoom(Handle handle, LiveGroup room, Set<Integer> wanted) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtext('live_mark'), :room::int)")
                .bind("room", (int) room.id())
                .mapToMap()
                .list();
        var marks = new TreeSet<>(handle.createQuery("SELECT DISTINCT mark FROM live_mark WHERE group_id = :room")
                .bind("room", room.id())
                .mapTo(Integer.class)
                .list());
        var all = new TreeSet<>(marks);
        all.addAll(wanted);
        if (all.size() > marks.size() && all.size() > Limits.MARKS_PER_ROOM) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("the marks are " + wanted + ", expected with the room's "
                    + marks + " no more than " + Limits.MARKS_PER_ROOM);
        }
    }

    private static void change(Handle handle, String sql, long room, Collection<Row> rows) {
        handle.createUpdate(sql)
                .bind("room", room)
                .bind("users", rows.stream().map(Row::tinyID).toArray(Long[]::new))
                .bind("marks", rows.stream().map(Row::mark).toArray(Integer[]::new))
                .execute();
    }

    /// The marks of these users, who has none is left out.
    Map<Long, List<Integer>> of(long room, Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> {
            var marks = new HashMap<Long, List<Integer>>();
            handle.createQuery("""
                            SELECT tiny_id, mark FROM live_mark
                            WHERE group_id = :room AND tiny_id = ANY (:users) ORDER BY mark
                            """)
                    .bind("room", room)
                    .bind("users", tinyIDs.toArray(Long[]::new))
                    .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
                    .forEach(row -> marks.computeIfAbsent(row.getKey(), user -> new ArrayList<>())
                            .add(row.getValue()));
            return marks;
        });
    }
}
