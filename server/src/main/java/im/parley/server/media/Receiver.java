package im.parley.server.media;

import im.parley.protocol.ChatException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request that brings bytes. `HEAD` tells how many have come; `PATCH` with the header `Upload-Offset`
/// goes on from there, as in tus 1.0; `PUT` and `POST` bring the whole file, as it is or as the first file of
/// a form.
final class Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";

    private final HttpServerRequest request;
    private final Uploads uploads;
    private final String id;

    Receiver(HttpServerRequest request, Uploads uploads, String id) {
        this.request = request;
        this.uploads = uploads;
        this.id = id;
    }

    /// On the request's event loop.
    ///
    /// @param threads runs what may block
    void start(Consumer<Runnable> threads) {
        var response = request.response();
        response.putHeader("Access-Control-Expose-Headers", OFFSET + ", " + LENGTH)
                .putHeader("Tus-Resumable", "1.0.0")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        switch (request.method().name()) {
            case "HEAD" -> threads.accept(this::tell);
            case "PATCH" -> {
                var from = number(request.getHeader(OFFSET));
                var body = new BodyStream(request);
                threads.accept(() -> {
                    if (from == null) {
                        refuse(body, 400, "the header Upload-Offset is missing or no number");
                    } else {
                        receive(from, body);
                    }
                });
            }
            case "PUT", "POST" -> {
                if (isForm()) {
                    form(threads);
                } else {
                    var body = new BodyStream(request);
                    threads.accept(() -> receive(null, body));
                }
            }
            default -> {
                response.putHeader(HttpHeaders.ALLOW, "HEAD, PATCH, POST, PUT");
                HttpAnswers.refuse(request, 405, 0, "files are brought with PATCH, POST or PUT");
            }
        }
    }

    private boolean isForm() {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    /// The first file of a form; its other fields do not matter.
    private void form(Consumer<Runnable> threads) {
        request.setExpectMultipart(true);
        var found = new boolean[1];
        request.uploadHandler(part -> {
            if (found[0]) {
                part.handler(ignored -> {});
            } else {
                found[0] = true;
                var body = new BodyStream(part);
                threads.accept(() -> receive(null, body));
            }
        });
        request.exceptionHandler(broken -> HttpAnswers.refuse(request, 400, 0, "the form cannot be read"));
        request.endHandler(end -> {
            if (!found[0]) {
                HttpAnswers.refuse(request, 400, 0, "the form has no file");
            }
        });
    }

    private void tell() {
        var upload = uploads.find(id, request.getParam("t")).orElse(null);
        if (upload == null) {
            HttpAnswers.refuse(request, 404, 0, "there is no such upload, or its time is up");
            return;
        }
        try {
            request.response()
                    .putHeader(OFFSET, String.valueOf(uploads.received(upload)))
                    .putHeader(LENGTH, String.valueOf(upload.size()))
                    .end();
        } catch (IOException failed) {
            unexpected(failed);
        }
    }

    private void receive(@Nullable Long from, BodyStream body) {
        var upload = uploads.find(id, request.getParam("t")).orElse(null);
        if (upload == null) {
            refuse(body, 404, "there is no such upload, or its time is up");
        } else if (upload.media() != null) {
            refuse(body, 409, "the upload is complete");
        } else {
            receive(upload, from, body);
        }
    }

    private void receive(Upload upload, @Nullable Long from, BodyStream body) {
        var announced = number(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        var room = upload.size() - (from == null ? 0 : from);
        if (announced != null && announced > room && !isForm()) { // no need to wait for them
            refuse(body, 413, announced + " bytes are announced, expected at most " + room);
            return;
        }
        try {
            long now = uploads.receive(upload, from, body);
            request.response().putHeader(OFFSET, String.valueOf(now));
            HttpAnswers.answer(request, 200, "{\"offset\":" + now + ",\"size\":" + upload.size() + "}");
        } catch (WrongOffsetException elsewhere) {
            request.response().putHeader(OFFSET, String.valueOf(elsewhere.expected()));
            refuse(body, 409, String.valueOf(elsewhere.getMessage()));
        } catch (BrokenBodyException broken) {
            refuseBroken(upload, body, broken);
        } catch (ChatException refused) {
            body.drain(() -> request.connection().close());
            HttpAnswers.refuse(request, 413, refused.code(), String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            body.drain(() -> request.connection().close());
            unexpected(failed);
        }
    }

    /// Mostly to nobody. Whoever is still there was overtaken by a request that was given up on before, and goes on
    /// from where that one ends.
    private void refuseBroken(Upload upload, BodyStream body, BrokenBodyException broken) {
        try {
            request.response().putHeader(OFFSET, String.valueOf(uploads.received(upload)));
            refuse(body, 409, String.valueOf(broken.getMessage()));
        } catch (IOException failed) {
            body.drain(() -> request.connection().close());
            unexpected(failed);
        }
    }

    private void refuse(BodyStream body, int status, String message) {
        body.drain(() -> request.connection().close());
        HttpAnswers.refuse(request, status, 0, message);
    }

    private void unexpected(IOException failed) {
        LOG.error("an upload failed", failed);
        HttpAnswers.refuse(request, 500, 0, "the server failed; its log says why");
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
