package im.parley.server.gateway;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.metrics.Health;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.BlockingCalls;
import im.parley.server.operation.OperationTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each address answers. Safe for use by many event loops.
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String MEDIA = "/media/";
    private static final String PROTOCOL_VERSION = "1";

    private final Site site;
    private final BlockingCalls calls;
    private final Metrics metrics;
    private final OperationTable unknownApp;
    private final RestRoute rest;
    private volatile boolean draining;

    Routes(Site site, BlockingCalls calls, Metrics metrics) {
        this.site = site;
        this.calls = calls;
        this.metrics = metrics;
        this.rest = new RestRoute(site.rest(), calls, () -> draining);
        this.unknownApp = OperationTable.refusing(
                ErrorCode.APP_NOT_FOUND.because("no app with this sdkappid is served here"), metrics);
    }

    /// From now on the server is not ready, opens no more sockets and serves no more commands of back ends.
    void drain() {
        draining = true;
    }

    void serve(HttpServerRequest request, LoopConnections loop) {
        var path = request.path() == null ? "/" : request.path();
        if (path.equals("/ws")) {
            socket(request, loop);
        } else if (path.startsWith(RestRoute.PREFIX)) {
            rest.serve(request, path);
        } else if (path.startsWith(MEDIA)) {
            site.media().accept(request);
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            text(request, 405, "only GET is served here");
        } else {
            document(request, path);
        }
    }

    private void socket(HttpServerRequest request, LoopConnections loop) {
        var refusal = Handshake.check(request);
        if (refusal == null && draining) {
            refusal = new Handshake.Refusal(503, "the server is shutting down");
        }
        if (refusal != null) {
            Handshake.refuse(request, refusal);
            return;
        }
        var app = app(request.getParam("sdkappid"));
        var served = PROTOCOL_VERSION.equals(request.getParam("v"));
        var joins = "1".equals(request.getParam("joined"));
        PipelineTakeover.upgrade(request, new ClientConnection(loop, app == null ? unknownApp : app, served, joins));
    }

    private @Nullable OperationTable app(@Nullable String sdkAppID) {
        try {
            return sdkAppID == null ? null : site.apps().apply(Integer.parseInt(sdkAppID));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private void document(HttpServerRequest request, String path) {
        var json = site.documents().get(path);
        if (json != null) {
            onThread(request, () -> respond(request, 200, JSON, json.get()));
            return;
        }
        switch (path) {
            case "/healthz" -> text(request, 200, "ok");
            case "/readyz" -> onThread(request, () -> readiness(request));
            case "/metrics" ->
                onThread(
                        request,
                        () -> respond(
                                request, 200, "text/plain; version=0.0.4; charset=utf-8", utf8(metrics.scrape())));
            default -> onThread(request, () -> file(request, path));
        }
    }

    private void readiness(HttpServerRequest request) {
        var ready = !draining;
        var report = new StringBuilder(draining ? "draining\n" : "");
        for (var check : site.readiness().entrySet()) {
            var works = Health.works(check.getKey(), check.getValue());
            ready &= works;
            report.append(check.getKey()).append(works ? " ok\n" : " down\n");
        }
        respond(request, ready ? 200 : 503, TEXT, utf8(report.isEmpty() ? "ok\n" : report.toString()));
    }

    private void file(HttpServerRequest request, String path) {
        var found = site.files().find(path);
        if (found.isEmpty()) {
            text(request, 404, path.equals("/") ? "the chat page was not built" : "nothing is here");
            return;
        }
        var file = found.get();
        SecurityHeaders.add(request.response());
        request.response()
                .putHeader(HttpHeaders.ETAG, file.etag())
                .putHeader(
                        HttpHeaders.CACHE_CONTROL,
                        file.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            request.response().setStatusCode(304).end();
        } else {
            respond(request, 200, file.type(), file.content());
        }
    }

    /// Runs what may block; a failure is logged and answered with 500.
    private void onThread(HttpServerRequest request, Runnable work) {
        try {
            calls.start(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    LOG.error("{} failed", request.path(), failure);
                    text(request, 500, "the server failed; its log says why");
                }
            });
        } catch (ChatException overloaded) {
            text(request, 503, overloaded.getMessage());
        }
    }

    private static void text(HttpServerRequest request, int status, @Nullable String message) {
        respond(request, status, TEXT, utf8(message + "\n"));
    }

    private static void respond(HttpServerRequest request, int status, String type, byte[] body) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
