package im.parley.sdk;

import com.sun.net.httpserver.HttpServer;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A moderation service on a free port. Blocks texts that contain "violating" and whatever a user sends whose ID
/// begins with "villain".
final class Moderator implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CompletableFuture<Void> released = CompletableFuture.completedFuture(null);

    Moderator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var item =
                        ProtocolJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
                boolean blocks = item.path("from").asText().startsWith("villain")
                        || item.path("text").asText().contains("violating");
                asked.incrementAndGet();
                released.join();
                var answer = "{\"verdict\":\"%s\"}"
                        .formatted(blocks ? "block" : "pass")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    /// From now on nobody gets an answer.
    void hold() {
        asked.set(0);
        released = new CompletableFuture<>();
    }

    /// Everybody gets an answer again, those who still wait too.
    void release() {
        released.complete(null);
    }

    /// How many have asked since [#hold].
    int asked() {
        return asked.get();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/review";
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
