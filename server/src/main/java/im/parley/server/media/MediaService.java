package im.parley.server.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.GetMediaAccess;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaAccess;
import im.parley.protocol.media.MediaKind;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The files of one app. Safe for use by many threads.
public final class MediaService {
    /// Everybody has the same token for a week, so that addresses stay the same and browsers keep what they
    /// have.
    private static final long TOKEN_SECONDS = Duration.ofDays(7).toSeconds();

    private static final String ACCESS = "access";
    private static final int CACHED = 20_000;
    private static final Set<String> SIZES = Set.of("thumbnail", "large");

    private final MediaTable table;
    private final BlobStore store;
    private final MediaNames names;
    private final Uploads uploads;
    private final MadeFiles made;
    private final Clock clock;
    private final @Nullable String publicUrl;
    private final int sdkAppID;
    private final Cache<String, StoredMedia> known = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private final AtomicInteger changes = new AtomicInteger();

    /// @param publicUrl under which browsers reach this server; null where that is the address of the socket
    public MediaService(
            int sdkAppID, Jdbi jdbi, BlobStore store, Settings settings, Clock clock, @Nullable String publicUrl) {
        this.table = new MediaTable(jdbi);
        this.store = store;
        this.names = new MediaNames(table.secret());
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.sdkAppID = sdkAppID;
        this.made = new MadeFiles(sdkAppID, jdbi, store, names, clock);
        this.uploads = new Uploads(
                table,
                store,
                names,
                new Inspector(store, names, Ffmpeg.find()),
                settings,
                clock,
                (publicUrl == null ? "" : publicUrl) + MediaHttp.PREFIX + sdkAppID);
    }

    public void addTo(OperationTable.Builder operations) {
        operations.on(BeginUpload.class, uploads::begin);
        operations.on(CompleteUpload.class, uploads::complete);
        operations.on(GetMediaAccess.class, (caller, request) -> access());
    }

    /// What checks whether payloads name files that were uploaded.
    public MediaNames names() {
        return names;
    }

    /// What clients make addresses from.
    public MediaAccess access() {
        long week = clock.instant().getEpochSecond() / TOKEN_SECONDS;
        long expires = (week + 2) * TOKEN_SECONDS;
        return new MediaAccess(publicUrl, names.token(ACCESS, expires), expires);
    }

    /// Where somebody who is given it can read a file, for one to two weeks.
    ///
    /// @param base address of the server, such as `https://chat.example.org`
    public String address(String base, String uuid) {
        return base + MediaHttp.PREFIX + sdkAppID + "/" + uuid + "?t=" + access().token();
    }

    /// What an address names that was made for a file of this app, wherever the server was to be reached then.
    ///
    /// @param size empty for the original, `thumbnail` or `large`
    public record Named(String uuid, String size) {}

    /// What an address names.
    ///
    /// @return empty: no file of this app
    public Optional<Named> named(String address) {
        try {
            var path = String.valueOf(new URI(address).getPath());
            var folder = MediaHttp.PREFIX + sdkAppID + "/";
            var parts =
                    path.startsWith(folder) ? path.substring(folder.length()).split("/", -1) : new String[0];
            boolean isFile = parts.length == 1 || parts.length == 2 && SIZES.contains(parts[1]);
            return isFile && names.isUuid(parts[0])
                    ? Optional.of(new Named(parts[0], parts.length == 1 ? "" : parts[1]))
                    : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    /// Where somebody who is given it can read what another address names.
    public String address(String base, Named named) {
        return address(base, named.size().isEmpty() ? named.uuid() : named.uuid() + "/" + named.size());
    }

    /// How many bytes a file of this kind may have, as the settings are now.
    public long largest(MediaKind kind) {
        return uploads.largest(kind);
    }

    boolean mayRead(@Nullable String token) {
        return token != null && names.isToken(ACCESS, token, clock.instant().getEpochSecond());
    }

    /// A file of this name; empty if there is none or no longer.
    public Optional<Media> find(String uuid) {
        return stored(uuid).map(StoredMedia::facts);
    }

    /// A file's bytes.
    ///
    /// @throws FileNotFoundException if there is no such file or no longer, or nobody may read it
    public OpenMedia open(String uuid) throws IOException {
        var media = stored(uuid).filter(found -> !found.isBanned()).orElseThrow(() -> new FileNotFoundException(uuid));
        var content = media.content();
        return new OpenMedia(media.facts(), content.type().contentType(), store.open(content.key(), 0, content.size()));
    }

    /// An open file; closing it is the caller's.
    ///
    /// @param contentType as found in the bytes, such as `audio/mp4`; `application/octet-stream` where nobody
    ///     knows
    public record OpenMedia(Media facts, String contentType, InputStream bytes) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /// Notes that messages name these files: they are kept as long as messages of this time are. Unknown ones
    /// are passed over.
    ///
    /// @param time milliseconds since 1970
    public void markUsed(Collection<String> uuids, long time) {
        table.markUsed(uuids, time);
    }

    /// Files that the server itself makes.
    public MadeFiles made() {
        return made;
    }

    Optional<StoredMedia> stored(String uuid) {
        var found = known.getIfPresent(uuid);
        if (found != null) {
            return Optional.of(found);
        }
        int before = changes.get();
        var read = table.find(uuid);
        read.ifPresent(media -> known.put(uuid, media));
        if (changes.get() != before) { // it may have been read before the change
            known.invalidate(uuid);
        }
        return read;
    }

    /// A file is not what it was.
    void forget(String uuid) {
        changes.incrementAndGet();
        known.invalidate(uuid);
    }

    /// Any of them may not be what it was.
    void forgetAll() {
        changes.incrementAndGet();
        known.invalidateAll();
    }

    MediaTable table() {
        return table;
    }

    BlobStore store() {
        return store;
    }

    Uploads uploads() {
        return uploads;
    }
}
