package im.parley.server.live;

import im.parley.server.group.Muted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Rows of `live_sanction`. Safe for use by many threads.
final class SanctionStore {
    private final Jdbi jdbi;

    SanctionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param until milliseconds since 1970; 0: not banned any more
    List<Sanction> ban(long room, Collection<Long> tinyIDs, long until) {
        return change(room, tinyIDs, "banned_until", until);
    }

    /// @param until milliseconds since 1970; 0: not muted any more
    List<Sanction> mute(long room, Collection<Long> tinyIDs, long until) {
        return change(room, tinyIDs, "muted_until", until);
    }

    private List<Sanction> change(long room, Collection<Long> tinyIDs, String what, long until) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO live_sanction AS s (group_id, tiny_id, %1$s)
                        SELECT :room, u.tiny_id, :until FROM unnest(:users) AS u (tiny_id)
                        ON CONFLICT (group_id, tiny_id) DO UPDATE
                        SET %1$s = excluded.%1$s, version = s.version + 1
                        RETURNING tiny_id, banned_until, muted_until, version
                        """.formatted(what))
                .bind("room", room)
                .bind("until", until)
                .bind("users", tinyIDs.stream().sorted().toArray(Long[]::new))
                .map((row, context) -> sanction(room, row))
                .list());
    }

    /// Lets users come again, as far as they are banned.
    ///
    /// @return those who were
    List<Sanction> unban(long room, Collection<Long> tinyIDs, long now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE live_sanction SET banned_until = 0, version = version + 1
                        WHERE group_id = :room AND tiny_id = ANY (:users) AND banned_until > :now
                        RETURNING tiny_id, banned_until, muted_until, version
                        """)
                .bind("room", room)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("now", now)
                .map((row, context) -> sanction(room, row))
                .list());
    }

    /// Who is banned, who may come again first before the others.
    List<Sanction> banned(long room, long now, int offset, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT tiny_id, banned_until, muted_until, version FROM live_sanction
                        WHERE group_id = :room AND banned_until > :now
                        ORDER BY banned_until, tiny_id OFFSET :offset LIMIT :limit
                        """)
                .bind("room", room)
                .bind("now", now)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> sanction(room, row))
                .list());
    }

    /// Who is muted, who may write again first before the others.
    List<Muted> muted(long room, long now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT tiny_id, muted_until FROM live_sanction
                        WHERE group_id = :room AND muted_until > :now
                        ORDER BY muted_until, tiny_id LIMIT :limit
                        """)
                .bind("room", room)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Muted(row.getLong(1), row.getLong(2)))
                .list());
    }

    private static Sanction sanction(long room, ResultSet row) throws SQLException {
        return new Sanction(room, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    /// What is in force of these users in a room.
    List<Sanction> of(long room, Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT tiny_id, banned_until, muted_until, version FROM live_sanction
                        WHERE group_id = :room AND tiny_id = ANY (:users)
                        """)
                .bind("room", room)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> sanction(room, row))
                .list());
    }
}
