package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The operator's service that notifications are handed to, with what each phone shows.
final class PhoneHook implements AutoCloseable {
    private static final int BUSY = 503;

    private final Map<String, BlockingQueue<JsonNode>> shown = new ConcurrentHashMap<>(); // by token
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    volatile boolean isBusy;

    PhoneHook() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (isBusy) {
                        request.response().setStatusCode(BUSY).end();
                    } else {
                        take(body);
                        request.response().end("{}");
                    }
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void take(Buffer body) {
        try {
            ProtocolJson.mapper()
                    .readTree(body.toString())
                    .path("notifications")
                    .forEach(one -> by(one.path("token").asText()).add(one));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private BlockingQueue<JsonNode> by(String token) {
        return shown.computeIfAbsent(token, key -> new LinkedBlockingQueue<>());
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/push";
    }

    /// What a phone shows next.
    JsonNode next(String token) {
        try {
            var next = by(token).poll(30, TimeUnit.SECONDS);
            assertThat(next).as("a notification for " + token).isNotNull();
            return next;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// The texts of what a phone shows next.
    List<String> texts(String token, int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(next(token).path("text").asText());
        }
        return texts;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
