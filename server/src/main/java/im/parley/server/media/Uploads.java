package im.parley.server.media;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import im.parley.protocol.media.MediaSnapshot;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes files in: announced, received, completed. Safe for use by many threads.
final class Uploads {
    /// How long an upload may take.
    static final Duration LIFETIME = Duration.ofDays(1);

    private static final int MAX_OPEN = 100;
    private static final long MIB = 1 << 20;

    private final MediaTable table;
    private final BlobStore store;
    private final MediaNames names;
    private final Inspector inspector;
    private final Settings settings;
    private final Clock clock;
    private final String address;
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    /// @param address what addresses of this app's files begin with, without a slash at the end
    Uploads(
            MediaTable table,
            BlobStore store,
            MediaNames names,
            Inspector inspector,
            Settings settings,
            Clock clock,
            String address) {
        this.table = table;
        this.store = store;
        this.names = names;
        this.inspector = inspector;
        this.settings = settings;
        this.clock = clock;
        this.address = address;
    }

    BeginUpload.Result begin(Caller caller, BeginUpload request) {
        long largest = largest(request.kind());
        if (request.size() > largest) {
            throw request.kind()
                    .tooLarge()
                    .because("the " + request.kind().wireName() + " has " + request.size() + " bytes, expected at most "
                            + largest);
        }
        if (table.openUploads(caller.tinyID()) >= MAX_OPEN) {
            throw ErrorCode.OVER_FREQUENCY_LIMIT.because(
                    MAX_OPEN + " uploads of " + caller.userID() + " are not completed; complete or wait");
        }
        var id = names.random();
        table.begin(id, caller.tinyID(), request, clock.millis());
        long expires = clock.instant().plus(LIFETIME).getEpochSecond();
        return new BeginUpload.Result(
                id, address + "/upload/" + id + "?t=" + names.token("upload " + id, expires), expires);
    }

    /// How large a file may be, in bytes.
    long largest(MediaKind kind) {
        var setting = switch (kind) {
            case IMAGE, SNAPSHOT -> AppSettings.MAX_IMAGE;
            case AUDIO -> AppSettings.MAX_AUDIO;
            case VIDEO -> AppSettings.MAX_VIDEO;
            case FILE -> AppSettings.MAX_FILE;
        };
        return settings.get(setting) * MIB;
    }

    /// The upload behind an address that [#begin] gave.
    ///
    /// @param token what came after `t=`
    Optional<Upload> find(String id, @Nullable String token) {
        return token != null
                        && names.isToken("upload " + id, token, clock.instant().getEpochSecond())
                ? table.upload(id)
                : Optional.empty();
    }

    /// How many bytes have come.
    long received(Upload upload) throws IOException {
        return upload.media() == null ? store.received(upload.id()) : upload.size();
    }

    /// Takes in what a request brings. A request that is under way for the same upload ends: its client has
    /// given up on it and tries again.
    ///
    /// @param from where the bytes belong; null for a body that is the whole file
    /// @return how many bytes have come
    /// @throws WrongOffsetException if they do not belong at the end of what has come
    /// @throws ChatException with the kind's code if there are more bytes than announced; nothing is kept
    ///     then
    /// @throws IOException if the body ends early: what came is kept
    long receive(Upload upload, @Nullable Long from, BodyStream body) throws IOException {
        body.check(); // whoever has left already takes nobody's turn
        var turn = turns.computeIfAbsent(upload.id(), id -> new Turn());
        turn.take(body);
        try {
            if (from == null) {
                body.check(); // its client may have gone on in another way meanwhile
                store.discard(upload.id());
            }
            long at = store.received(upload.id());
            if (from != null && from != at) {
                throw new WrongOffsetException(at);
            }
            body.limit(upload.size() - at);
            long now = store.append(upload.id(), at, body);
            if (body.hasMore()) {
                store.discard(upload.id());
                throw upload.kind()
                        .failed()
                        .because("more than the " + upload.size() + " bytes came that were announced");
            }
            return now;
        } finally {
            turn.give(body);
            turns.remove(upload.id(), turn);
        }
    }

    /// See [CompleteUpload].
    Media complete(Caller caller, CompleteUpload request) {
        var turn = turns.computeIfAbsent(request.uploadID(), id -> new Turn());
        turn.lock.lock();
        try {
            return completeNow(caller, request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            turn.lock.unlock();
            turns.remove(request.uploadID(), turn);
        }
    }

    private Media completeNow(Caller caller, CompleteUpload request) throws IOException {
        var upload = table.upload(request.uploadID())
                .filter(found -> found.owner() == caller.tinyID())
                .orElseThrow(() -> ErrorCode.COS_GET_SIG_FAIL.because(
                        caller.userID() + " has no upload \"" + request.uploadID() + '"'));
        if (upload.media() == null && upload.createdAt() + LIFETIME.toMillis() < clock.millis()) {
            throw ErrorCode.COS_GET_SIG_FAIL.because(
                    "the upload \"" + upload.id() + "\" was begun more than " + LIFETIME.toHours() + " hours ago");
        }
        if (upload.media() != null) {
            return table.find(upload.media())
                    .map(StoredMedia::facts)
                    .orElseThrow(() -> upload.kind().failed().because("the file is gone"));
        }
        var snapshot = snapshot(request.snapshot());
        var key = upload.id();
        long received = Math.max(store.received(upload.id()), store.size(key));
        if (received != upload.size()) {
            throw upload.kind().failed().because(received + " bytes of the file have come, expected " + upload.size());
        }
        var sha256 = store.finish(upload.id(), key);
        try {
            if (upload.sha256() != null && !Arrays.equals(upload.sha256(), sha256)) {
                throw upload.kind().failed().because("the bytes have another SHA-256 than was announced");
            }
            var found = inspector.inspect(upload, key, sha256, snapshot);
            long now = clock.millis();
            if (found.snapshot() != null) {
                table.add(null, upload.owner(), found.snapshot(), now);
            }
            table.add(upload.id(), upload.owner(), found.media(), now);
            return found.media().facts();
        } catch (ChatException refused) {
            abandon(upload);
            throw refused;
        }
    }

    private @Nullable MediaSnapshot snapshot(@Nullable String uuid) {
        if (uuid == null) {
            return null;
        }
        var picture = names.isUuid(MediaKind.SNAPSHOT, uuid) ? table.find(uuid) : Optional.<StoredMedia>empty();
        return Inspector.asSnapshot(picture.orElseThrow(
                        () -> ErrorCode.MSG_V_UPLOAD_FAIL.because("no snapshot \"" + uuid + "\" was uploaded"))
                .facts());
    }

    /// Lets go of an upload that was not completed, and of all that was made for it.
    void abandon(Upload upload) throws IOException {
        store.discard(upload.id());
        for (var ending : Inspector.ENDINGS) {
            store.delete(upload.id() + ending);
        }
        table.forget(upload.id());
    }

    /// One request at a time works on an upload.
    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable BodyStream current;

        void take(BodyStream body) {
            var before = current;
            if (before != null) {
                before.abort("another request goes on with the upload");
            }
            lock.lock();
            current = body;
        }

        void give(BodyStream body) {
            if (current == body) {
                current = null;
            }
            lock.unlock();
        }
    }
}
