package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.MarkMembers;
import im.parley.server.group.LiveGroup;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What owners marked the members of their rooms with.
final class LiveMarks {
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
        settings.checkEnabled(AppSettings.LIVE_MARKS);
        if (room.owner() != caller.tinyID()) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("only the owner of a live room may mark its members");
        }
        var users = accounts.load(request.userIDList());
        var numbers = users.values().stream().map(user -> user.tinyID()).toList();
        var here = store.of(room.id(), numbers);
        var marked = new ArrayList<String>();
        var failed = new ArrayList<String>();
        for (var userID : request.userIDList()) {
            var user = users.get(userID);
            (user != null && here.contains(user.tinyID()) ? marked : failed).add(userID);
        }
        if (request.enableMark()) {
            jdbi.useTransaction(handle -> {
                checkRoom(handle, room, request.markType());
                add(handle, room.id(), here, request.markType());
            });
        } else {
            remove(room.id(), numbers, request.markType()); // who left may have it, too
        }
        return new MarkMembers.Result(marked, failed);
    }

    /// One at a time for each room, so that two cannot both add the last mark.
    private static void checkRoom(Handle handle, LiveGroup room, int mark) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtext('live_mark'), :room::int)")
                .bind("room", (int) room.id())
                .mapToMap()
                .list();
        var marks = handle.createQuery("SELECT DISTINCT mark FROM live_mark WHERE group_id = :room")
                .bind("room", room.id())
                .mapTo(Integer.class)
                .list();
        if (!marks.contains(mark) && marks.size() >= Limits.MARKS_PER_ROOM) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("markType is " + mark + ", expected one of the room's "
                    + Limits.MARKS_PER_ROOM + " marks " + marks);
        }
    }

    private static void add(Handle handle, long room, Collection<Long> tinyIDs, int mark) {
        handle.createUpdate("""
                        INSERT INTO live_mark (group_id, tiny_id, mark)
                        SELECT :room, u.tiny_id, :mark FROM unnest(:users) AS u (tiny_id) ON CONFLICT DO NOTHING
                        """)
                .bind("room", room)
                .bind("mark", mark)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
    }

    private void remove(long room, Collection<Long> tinyIDs, int mark) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM live_mark WHERE group_id = :room AND mark = :mark AND tiny_id = ANY (:users)")
                .bind("room", room)
                .bind("mark", mark)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute());
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
