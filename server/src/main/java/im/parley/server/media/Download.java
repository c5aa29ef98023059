package im.parley.server.media;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request for a file. Only pictures, recordings and videos are shown in place, and nothing of it may
/// run: whatever a browser makes of the bytes, it does so in a sandbox without an origin.
final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final int PIECE = 64 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServerRequest request;
    private final MediaService media;
    private final Context context;

    /// On the request's event loop.
    Download(HttpServerRequest request, MediaService media) {
        this.request = request;
        this.media = media;
        this.context = Objects.requireNonNull(Vertx.currentContext());
    }

    /// On a thread that may block.
    ///
    /// @param size empty for the original, `thumbnail` or `large`
    void serve(String uuid, String size) {
        if (mayServe(media.mayRead(request.getParam("t")))) {
            var stored = media.stored(uuid).orElse(null);
            var blob = stored == null ? null : stored.blob(size).orElse(null);
            if (stored == null || blob == null) {
                refuse();
            } else if (stored.isBanned()) {
                HttpAnswers.refuse(request, 403, 0, "the app lets nobody read this file");
            } else {
                var etag = HexFormat.of().formatHex(blob.sha256(), 0, 16);
                serve(new Served(
                        blob.key(),
                        blob.size(),
                        blob.type(),
                        etag,
                        stored.facts().name()));
            }
        }
    }

    /// The same with a file that the server made.
    void serveMade(String key) {
        var token = request.getParam("t");
        if (mayServe(token != null && media.made().mayRead(key, token))) {
            media.made()
                    .open(key)
                    .ifPresentOrElse(
                            made -> serve(new Served(
                                    key,
                                    made.facts().gzipSize(),
                                    FileType.OTHER,
                                    made.facts().gzipMd5(),
                                    made.name() + ".gz")),
                            this::refuse);
        }
    }

    /// Answers what cannot be served.
    private boolean mayServe(boolean isSigned) {
        var method = request.method().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            HttpAnswers.refuse(request, 405, 0, "files are read with GET");
            return false;
        }
        if (!isSigned) {
            HttpAnswers.refuse(request, 403, 0, "the address is not signed, or its time is up");
        }
        return isSigned;
    }

    private void refuse() {
        HttpAnswers.refuse(request, 404, 0, "there is no such file, or no longer");
    }

    /// What is served.
    ///
    /// @param tag changes with the bytes
    /// @param name under which readers keep it
    private record Served(String key, long size, FileType type, String tag, String name) {}

    private void serve(Served blob) {
        var etag = '"' + blob.tag() + '"';
        var response = request.response();
        response.putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=604800, immutable")
                .putHeader("Access-Control-Expose-Headers", "Content-Length, Content-Range, Content-Disposition, ETag")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("Referrer-Policy", "no-referrer");
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        var condition = request.getHeader("If-Range");
        var header = condition == null || condition.equals(etag) ? request.getHeader("Range") : null;
        var range = ByteRange.of(header, blob.size());
        if (range == null) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + blob.size());
            HttpAnswers.refuse(request, 416, 0, "the file has " + blob.size() + " bytes");
            return;
        }
        if (range.length() < blob.size()) {
            response.setStatusCode(206)
                    .putHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes " + range.from() + "-" + (range.from() + range.length() - 1) + "/" + blob.size());
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, blob.type().contentType())
                .putHeader("Content-Disposition", disposition(blob))
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(range.length()));
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else {
            send(blob, range);
        }
    }

    private static String disposition(Served blob) {
        var name = URLEncoder.encode(blob.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return (blob.type().isSafeInline() ? "inline" : "attachment") + "; filename*=UTF-8''" + name;
    }

    private void send(Served blob, ByteRange range) {
        var file = media.store().file(blob.key());
        if (file.isPresent()) {
            context.runOnContext(now -> request.response()
                    .sendFile(file.get().toString(), range.from(), range.length())
                    .onFailure(failure -> cut(blob, failure)));
            return;
        }
        try (var bytes = media.store().open(blob.key(), range.from(), range.length())) {
            pump(bytes);
        } catch (IOException failed) {
            cut(blob, failed);
        }
    }

    /// One piece in flight at a time is enough to keep a socket busy and bounds what waits for a slow reader.
    private void pump(InputStream bytes) throws IOException {
        var response = request.response();
        try {
            for (var piece = bytes.readNBytes(PIECE); piece.length > 0; piece = bytes.readNBytes(PIECE)) {
                response.write(Buffer.buffer(piece))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            response.end();
        } catch (ExecutionException | TimeoutException gone) {
            throw new IOException("the reader is gone", gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is shutting down", stopped);
        }
    }

    private void cut(Served blob, Throwable failure) {
        LOG.debug("{} was not sent to its end", blob.key(), failure);
        if (request.response().headWritten()) {
            request.connection().close();
        } else {
            request.response().headers().remove(HttpHeaders.CONTENT_LENGTH);
            refuse();
        }
    }
}
