package im.parley.server.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Files that the server makes for back ends, compressed. Who has the address of one reads it, and nobody else, until
/// its time is up; then it goes. Where several nodes make the same one, there are several. Safe for use by many
/// threads.
public final class MadeFiles {
    /// What stands in addresses before the key.
    static final String FOLDER = "made";

    /// How long a file is there.
    private static final Duration LIFETIME = Duration.ofDays(1);

    /// How long at least it is from when somebody is told of it.
    private static final Duration LEAST = Duration.ofHours(1);

    private static final int AT_ONCE = 500;
    private static final int MILLIS = 1000;

    private final int sdkAppID;
    private final Jdbi jdbi;
    private final BlobStore store;
    private final MediaNames names;
    private final Clock clock;

    MadeFiles(int sdkAppID, Jdbi jdbi, BlobStore store, MediaNames names, Clock clock) {
        this.sdkAppID = sdkAppID;
        this.jdbi = jdbi;
        this.store = store;
        this.names = names;
        this.clock = clock;
    }

    /// Sizes and checksums of a file.
    ///
    /// @param size bytes of what it holds
    /// @param md5 of these, hexadecimal
    /// @param gzipSize bytes when it is compressed, which is how it is kept
    /// @param gzipMd5 of these, hexadecimal
    public record Facts(long size, String md5, long gzipSize, String gzipMd5) {}

    /// @param key names it for readers
    /// @param name of what it holds
    /// @param expiresAt milliseconds since 1970
    public record Made(String key, String name, Facts facts, long expiresAt) {}

    /// The file of this name that is there the longest, if it is for a while.
    public Optional<Made> find(String name) {
        return read("name", name, clock.millis() + LEAST.toMillis());
    }

    /// The file of this key; empty: its time is up.
    Optional<Made> open(String key) {
        return read("key", key, clock.millis());
    }

    private Optional<Made> read(String column, String value, long until) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT key, name, size, md5, gzip_size, gzip_md5, expires_at FROM made_file
                        WHERE %s = :value AND size IS NOT NULL AND expires_at > :until
                        ORDER BY expires_at DESC LIMIT 1
                        """.formatted(column))
                .bind("value", value)
                .bind("until", until)
                .map((row, context) -> new Made(
                        row.getString(1),
                        row.getString(2),
                        new Facts(row.getLong(3), row.getString(4), row.getLong(5), row.getString(6)),
                        row.getLong(7)))
                .findOne());
    }

    /// Keeps a file that was made.
    ///
    /// @param name letters, digits and `-`
    /// @param file compressed; the caller's
    public Made add(String name, Path file, Facts facts) throws IOException {
        var made = new Made(names.random(), name, facts, clock.millis() + LIFETIME.toMillis());
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO made_file (key, name, expires_at) VALUES (:key, :name, :expiresAt)")
                .bindMethods(made)
                .execute());
        store.put(made.key(), file);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE made_file SET size = :size, md5 = :md5, gzip_size = :gzipSize, gzip_md5 = :gzipMd5
                        WHERE key = :key
                        """)
                .bind("key", made.key())
                .bindMethods(facts)
                .execute());
        return made;
    }

    /// Where whoever is given it can read a file until its time is up.
    ///
    /// @param base address of the server, such as `https://chat.example.org`
    public String address(String base, Made made) {
        return base + MediaHttp.PREFIX + sdkAppID + "/" + FOLDER + "/" + made.key() + "?t="
                + names.token(purpose(made.key()), made.expiresAt() / MILLIS);
    }

    boolean mayRead(String key, String token) {
        return names.isToken(purpose(key), token, clock.instant().getEpochSecond());
    }

    private static String purpose(String key) {
        return FOLDER + " " + key;
    }

    /// Lets go of files whose time is up.
    ///
    /// @return how many
    int collect() {
        int count = 0;
        for (var gone = expired(); !gone.isEmpty(); gone = expired()) {
            count += gone.size();
        }
        return count;
    }

    private List<String> expired() {
        return jdbi.inTransaction(handle -> {
            var keys = handle.createQuery("""
                            DELETE FROM made_file WHERE key = ANY (ARRAY(
                                SELECT key FROM made_file WHERE expires_at < :now LIMIT :limit FOR UPDATE SKIP LOCKED))
                            RETURNING key
                            """)
                    .bind("now", clock.millis())
                    .bind("limit", AT_ONCE)
                    .mapTo(String.class)
                    .list();
            keys.forEach(key -> MediaTable.throwAway(handle, key));
            return keys;
        });
    }
}
