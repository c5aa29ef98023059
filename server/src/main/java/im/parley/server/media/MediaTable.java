package im.parley.server.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The tables of files. Safe for use by many threads.
final class MediaTable {
    private final Jdbi jdbi;

    MediaTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    byte[] secret() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT secret FROM media_secret")
                .mapTo(byte[].class)
                .one());
    }

    /// Uploads of a user that are not completed.
    int openUploads(long owner) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM media_upload WHERE owner = :owner AND media IS NULL")
                        .bind("owner", owner)
                        .mapTo(Integer.class)
                        .one());
    }

    void begin(String id, long owner, BeginUpload request, long now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO media_upload (id, owner, kind, name, size, sha256, created_at)
                        VALUES (:id, :owner, :kind, :name, :size, :sha256, :now)
                        """)
                .bind("id", id)
                .bind("owner", owner)
                .bind("kind", request.kind().wireName())
                .bind("name", request.name())
                .bind("size", request.size())
                .bind("sha256", request.sha256() == null ? null : HexFormat.of().parseHex(request.sha256()))
                .bind("now", now)
                .execute());
    }

    Optional<Upload> upload(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM media_upload WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> upload(row))
                .findOne());
    }

    /// Uploads begun before then, whether completed or not.
    List<Upload> uploadsBefore(long time, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM media_upload WHERE created_at < :time ORDER BY created_at LIMIT :limit")
                .bind("time", time)
                .bind("limit", limit)
                .map((row, context) -> upload(row))
                .list());
    }

    void forget(String upload) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM media_upload WHERE id = :id")
                .bind("id", upload)
                .execute());
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                row.getString("id"),
                row.getLong("owner"),
                MediaKind.parse(row.getString("kind")),
                row.getString("name"),
                row.getLong("size"),
                row.getBytes("sha256"),
                row.getLong("created_at"),
                row.getString("media"));
    }

    /// Takes down a file and, if it comes from one, that its upload is complete, all in one transaction.
    /// Where the bytes are known already, the new ones become garbage.
    ///
    /// @param upload null for what the server made itself
    void add(@Nullable String upload, long owner, StoredMedia media, long now) {
        jdbi.useTransaction(handle -> {
            keep(handle, media.content());
            keep(handle, media.thumbnail());
            keep(handle, media.large());
            handle.createUpdate("""
                            INSERT INTO media (uuid, owner, name, content, thumbnail, large, facts, created_at)
                            VALUES (:uuid, :owner, :name, :content, :thumbnail, :large, :facts, :now)
                            """)
                    .bind("uuid", media.facts().uuid())
                    .bind("owner", owner)
                    .bind("name", media.facts().name())
                    .bind("content", media.content().sha256())
                    .bind("thumbnail", sha256(media.thumbnail()))
                    .bind("large", sha256(media.large()))
                    .bind("facts", json(media.facts()))
                    .bind("now", now)
                    .execute();
            handle.createUpdate("UPDATE media_upload SET media = :uuid WHERE id = :id")
                    .bind("uuid", media.facts().uuid())
                    .bind("id", upload)
                    .execute();
        });
    }

    /// The update that changes nothing locks the row: nobody collects it before it is referred to.
    private static void keep(Handle handle, @Nullable Blob blob) {
        if (blob == null) {
            return;
        }
        var kept = handle.createQuery("""
                        INSERT INTO media_content AS content (sha256, key, size, type)
                        VALUES (:sha256, :key, :size, :type)
                        ON CONFLICT (sha256) DO UPDATE SET size = content.size
                        RETURNING key
                        """)
                .bind("sha256", blob.sha256())
                .bind("key", blob.key())
                .bind("size", blob.size())
                .bind("type", blob.type().name())
                .mapTo(String.class)
                .one();
        if (!kept.equals(blob.key())) {
            throwAway(handle, blob.key());
        }
    }

    /// The bytes under this key are not needed.
    void throwAway(String key) {
        jdbi.useHandle(handle -> throwAway(handle, key));
    }

    /// The same within a transaction.
    static void throwAway(Handle handle, String key) {
        handle.createUpdate("INSERT INTO media_garbage (key) VALUES (:key) ON CONFLICT DO NOTHING")
                .bind("key", key)
                .execute();
    }

    Optional<StoredMedia> find(String uuid) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT media.facts, media.is_banned,
                               c.sha256 AS c_sha256, c.key AS c_key, c.size AS c_size, c.type AS c_type,
                               t.sha256 AS t_sha256, t.key AS t_key, t.size AS t_size, t.type AS t_type,
                               l.sha256 AS l_sha256, l.key AS l_key, l.size AS l_size, l.type AS l_type
                        FROM media
                        JOIN media_content c ON c.sha256 = media.content
                        LEFT JOIN media_content t ON t.sha256 = media.thumbnail
                        LEFT JOIN media_content l ON l.sha256 = media.large
                        WHERE uuid = :uuid
                        """)
                .bind("uuid", uuid)
                .map((row, context) -> new StoredMedia(
                        facts(row.getString("facts")),
                        required(row),
                        blob(row, "t"),
                        blob(row, "l"),
                        row.getBoolean("is_banned")))
                .findOne());
    }

    /// Notes whether nobody may read a file.
    ///
    /// @return false: it is not there
    boolean ban(String uuid, boolean isBanned) {
        return jdbi.withHandle(handle -> handle.createUpdate("UPDATE media SET is_banned = :banned WHERE uuid = :uuid")
                        .bind("banned", isBanned)
                        .bind("uuid", uuid)
                        .execute()
                > 0);
    }

    /// Notes that messages of this time name these files; a newer note stays.
    void markUsed(Collection<String> uuids, long time) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE media SET used_at = :time WHERE uuid = ANY (:uuids) AND used_at < :time
                        """)
                .bindArray("uuids", String.class, uuids.toArray())
                .bind("time", time)
                .execute());
    }

    /// Forgets files that were made and last named before then.
    int forgetMedia(long before, boolean onlyUnused, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM media WHERE uuid = ANY (ARRAY(
                            SELECT uuid FROM media
                            WHERE greatest(created_at, used_at) < :before AND (used_at = 0 OR NOT :onlyUnused)
                            LIMIT :limit))
                        """)
                .bind("before", before)
                .bind("onlyUnused", onlyUnused)
                .bind("limit", limit)
                .execute());
    }

    /// Turns contents that no file has into garbage.
    ///
    /// @return how many
    int collectContents(int limit) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                        WITH gone AS (
                            DELETE FROM media_content WHERE sha256 = ANY (ARRAY(
                                SELECT sha256 FROM media_content c
                                WHERE NOT EXISTS (SELECT FROM media WHERE content = c.sha256)
                                  AND NOT EXISTS (SELECT FROM media WHERE thumbnail = c.sha256)
                                  AND NOT EXISTS (SELECT FROM media WHERE large = c.sha256)
                                LIMIT :limit FOR UPDATE SKIP LOCKED))
                            RETURNING key)
                        INSERT INTO media_garbage (key) SELECT key FROM gone
                        """).bind("limit", limit).execute());
    }

    List<String> garbage(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT key FROM media_garbage LIMIT :limit")
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    void swept(String key) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM media_garbage WHERE key = :key")
                .bind("key", key)
                .execute());
    }

    private static Blob required(ResultSet row) throws SQLException {
        var blob = blob(row, "c");
        if (blob == null) {
            throw new IllegalStateException("a file has no content");
        }
        return blob;
    }

    private static @Nullable Blob blob(ResultSet row, String which) throws SQLException {
        var sha256 = row.getBytes(which + "_sha256");
        return sha256 == null
                ? null
                : new Blob(
                        sha256,
                        row.getString(which + "_key"),
                        row.getLong(which + "_size"),
                        FileType.valueOf(row.getString(which + "_type")));
    }

    private static byte @Nullable [] sha256(@Nullable Blob blob) {
        return blob == null ? null : blob.sha256();
    }

    private static String json(Media facts) {
        try {
            return ProtocolJson.mapper().writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Media facts(String json) {
        try {
            return ProtocolJson.mapper().readValue(json, Media.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the facts of a file cannot be read: " + json, broken);
        }
    }
}
