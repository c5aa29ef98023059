package im.parley.sdk;

import com.sun.net.httpserver.HttpServer;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A moderation service on a free port. Blocks texts that contain "violating" and whatever a user sends whose ID
/// begins with "villain".
final class Moderator {
    private final HttpServer server;

    Moderator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var item =
                        ProtocolJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
                boolean blocks = item.path("from").asText().startsWith("villain")
                        || item.path("text").asText().contains("violating");
                var answer = "{\"verdict\":\"%s\"}"
                        .formatted(blocks ? "block" : "pass")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/review";
    }
}
