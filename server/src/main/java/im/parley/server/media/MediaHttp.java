package im.parley.server.media;

import im.parley.protocol.ChatException;
import im.parley.server.operation.BlockingCalls;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is under `/media/`: `/media/<SDKAppID>/upload/<uploadID>` takes bytes, `/media/<SDKAppID>/<uuid>` and
/// what is below gives them, `/media/<SDKAppID>/made/<key>` those of a file of the server's own. Pages of any origin
/// may use it; what they may read the token in the address
/// decides.
public final class MediaHttp {
    public static final String PREFIX = "/media/";

    private static final Logger LOG = LoggerFactory.getLogger(MediaHttp.class);
    private static final int MAX_UPLOADS = 256;

    private final IntFunction<@Nullable MediaService> apps;
    private final BlockingCalls calls;
    private final Semaphore uploading = new Semaphore(MAX_UPLOADS);

    /// @param apps from SDKAppID to its files; null for an app that is not served here
    public MediaHttp(IntFunction<@Nullable MediaService> apps, BlockingCalls calls) {
        this.apps = apps;
        this.calls = calls;
    }

    /// On the request's event loop.
    public void serve(HttpServerRequest request) {
        request.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (request.method().name().equals("OPTIONS")) {
            preflight(request);
            return;
        }
        var parts = String.valueOf(request.path()).substring(PREFIX.length()).split("/", -1);
        var app = app(parts[0]);
        if (app == null || parts.length < 2 || parts.length > 3) {
            HttpAnswers.refuse(request, 404, 0, "no file is here");
        } else if (parts[1].equals("upload") && parts.length == 3) {
            new Receiver(request, app.uploads(), parts[2]).start(work -> receive(request, work));
        } else {
            var download = new Download(request, app);
            onThread(request, () -> serve(download, parts));
        }
    }

    private static void serve(Download download, String[] parts) {
        if (parts.length == 3 && parts[1].equals(MadeFiles.FOLDER)) {
            download.serveMade(parts[2]);
        } else {
            download.serve(parts[1], parts.length == 3 ? parts[2] : "");
        }
    }

    private @Nullable MediaService app(String sdkAppID) {
        try {
            return apps.apply(Integer.parseInt(sdkAppID));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private void receive(HttpServerRequest request, Runnable work) {
        onThread(request, () -> {
            if (!uploading.tryAcquire()) {
                request.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
                HttpAnswers.refuse(request, 503, 0, MAX_UPLOADS + " uploads are under way; try again later");
                return;
            }
            try {
                work.run();
            } finally {
                uploading.release();
            }
        });
    }

    private void onThread(HttpServerRequest request, Runnable work) {
        try {
            calls.start(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    LOG.error("{} {} failed", request.method(), request.path(), failure);
                    HttpAnswers.refuse(request, 500, 0, "the server failed; its log says why");
                }
            });
        } catch (ChatException overloaded) {
            HttpAnswers.refuse(request, 503, overloaded.code(), String.valueOf(overloaded.getMessage()));
        }
    }

    private static void preflight(HttpServerRequest request) {
        request.response()
                .setStatusCode(204)
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH")
                .putHeader("Access-Control-Allow-Headers", "*, Content-Type, Range, Upload-Offset, Tus-Resumable")
                .putHeader("Access-Control-Max-Age", "86400")
                .end();
    }
}
