package im.parley.server.message;

import com.fasterxml.jackson.databind.json.JsonMapper;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.DownloadMerger;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.MergerPayload;
import im.parley.protocol.message.MessageElement;
import im.parley.protocol.message.SimplifiedMessage;
import im.parley.protocol.message.StoreMerger;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The messages of merged messages that are too large to travel themselves. A part's key is a digest of its
/// uploader, the part before and its content: stored once, and not to be guessed by who has not seen it.
///
/// They are kept as long as the messages that name them: each send of such a message renews them.
public final class Mergers {
    private static final JsonMapper JSON = ProtocolJson.mapper();

    private final Jdbi jdbi;
    private final Clock clock;

    public Mergers(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /// @param files throws a [im.parley.protocol.ChatException] for a payload that names others than uploaded files
    public void addTo(OperationTable.Builder table, Consumer<MediaPayload> files) {
        table.on(StoreMerger.class, (caller, request) -> store(caller, request, files));
        table.on(DownloadMerger.class, this::download);
    }

    /// @param layers merged messages inside of each other; 1: none in these
    private record Part(long uploader, int messages, int bytes, int layers) {}

    StoreMerger.Result store(Caller caller, StoreMerger request, Consumer<MediaPayload> files) {
        var messages = request.messageList();
        messages.forEach(message -> Kinds.check(message, files));
        var before = request.after() == null ? null : ownPart(caller, request.after());
        var content = content(messages);
        int count = messages.size() + (before == null ? 0 : before.messages);
        int bytes = content.utf8().length + (before == null ? 0 : before.bytes);
        int layers = Math.max(1 + layersInside(messages), before == null ? 0 : before.layers);
        if (count > Limits.MERGED_MESSAGES) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                    "messageList has " + count + " messages in all parts, expected at most " + Limits.MERGED_MESSAGES);
        }
        if (bytes > Limits.MERGER_BYTES) {
            throw ErrorCode.MESSAGE_TOO_LARGE.because(
                    "messageList has " + bytes + " bytes in all parts, expected at most " + Limits.MERGER_BYTES);
        }
        if (layers > Limits.MERGER_LAYERS) {
            return new StoreMerger.Result(null, true);
        }
        var key = key(caller.tinyID(), request.after(), content);
        var part = new Part(caller.tinyID(), count, bytes, layers);
        insert(key, request.after(), MergerKeys.inside(messages), part, content);
        return new StoreMerger.Result(key, false);
    }

    DownloadMerger.Result download(Caller caller, DownloadMerger request) {
        record Row(String content, @Nullable String before) {}
        var row = jdbi.withHandle(handle -> handle.createQuery("SELECT content, before FROM merger WHERE key = :key")
                        .bind("key", request.downloadKey())
                        .map((found, context) -> new Row(found.getString(1), found.getString(2)))
                        .findOne())
                .orElseThrow(() -> ErrorCode.MSG_MERGER_DOWNLOAD_FAIL.because(
                        "downloadKey \"" + request.downloadKey() + "\" names nothing that is stored"));
        try {
            return new DownloadMerger.Result(
                    List.of(JSON.readValue(row.content.getBytes(StandardCharsets.UTF_8), SimplifiedMessage[].class)),
                    row.before);
        } catch (IOException broken) {
            throw new UncheckedIOException("merger.content holds what this class wrote", broken);
        }
    }

    /// Keeps what these keys name, with all their parts and what is merged in them, for another retention.
    ///
    /// @return those of the keys that name something
    Set<String> renew(Collection<String> keys) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery("""
                        WITH RECURSIVE parts AS (
                            SELECT key, before, inside FROM merger WHERE key = ANY (:keys)
                            UNION
                            SELECT m.key, m.before, m.inside
                            FROM parts p JOIN merger m ON m.key = p.before OR m.key = ANY (p.inside)
                        ), renewed AS (
                            UPDATE merger SET used = :now FROM parts WHERE merger.key = parts.key
                        )
                        SELECT key FROM parts WHERE key = ANY (:keys)
                        """)
                .bind("keys", keys.toArray(String[]::new))
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list()));
    }

    private Part ownPart(Caller caller, String key) {
        return find(key)
                .filter(part -> part.uploader == caller.tinyID())
                .orElseThrow(() -> ErrorCode.MESSAGE_INVALID_REQUEST.because(
                        "after is \"" + key + "\", expected a key that the caller was given"));
    }

    private Optional<Part> find(String key) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT uploader, messages, bytes, layers FROM merger WHERE key = :key")
                        .bind("key", key)
                        .map((row, context) -> new Part(row.getLong(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                        .findOne());
    }

    private void insert(String key, @Nullable String before, Set<String> inside, Part part, RawJson content) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO merger (key, uploader, before, inside, messages, bytes, layers, used, content)
                        VALUES (:key, :uploader, :before, :inside, :messages, :bytes, :layers, :used, :content)
                        ON CONFLICT (key) DO UPDATE SET used = excluded.used
                        """)
                .bind("key", key)
                .bind("uploader", part.uploader)
                .bind("before", before)
                .bind("inside", inside.toArray(String[]::new))
                .bind("messages", part.messages)
                .bind("bytes", part.bytes)
                .bind("layers", part.layers)
                .bind("used", clock.millis())
                .bind("content", content.toString())
                .execute());
    }

    /// Most layers of merged messages in these; 0 where there is none.
    private int layersInside(List<SimplifiedMessage> messages) {
        int most = 0;
        for (var message : messages) {
            for (MessageElement element : message.messageBody()) {
                if (element.type().equals(Types.MSG_MERGER)) {
                    most = Math.max(most, layers(MergerKeys.read(element.payload())));
                }
            }
        }
        return most;
    }

    private int layers(MergerPayload merger) {
        if (Boolean.TRUE.equals(merger.layersOverLimit())) {
            return Limits.MERGER_LAYERS;
        }
        if (!merger.isElsewhere()) {
            return 1 + layersInside(merger.messageList());
        }
        var key = String.valueOf(merger.downloadKey());
        renew(List.of(key));
        return find(key).map(Part::layers).orElse(1); // gone: nothing more can be opened
    }

    private static RawJson content(List<SimplifiedMessage> messages) {
        try {
            return RawJson.of(JSON.writeValueAsBytes(messages));
        } catch (IOException impossible) {
            throw new UncheckedIOException("records of the protocol can be written", impossible);
        }
    }

    private static String key(long uploader, @Nullable String before, RawJson content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((uploader + "," + (before == null ? "" : before) + ",").getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest(content.utf8()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
