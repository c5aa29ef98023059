package im.parley.sdk;

import com.sun.net.httpserver.HttpServer;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A back end of the app's on a free port, for the setting `callback.url`. It gives the answer that what it is asked
/// about asks for: a message's `cloudCustomData`, or the name of a group.
final class AnsweringBackEnd {
    private final HttpServer server;

    AnsweringBackEnd() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var body =
                        ProtocolJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
                var answer = Stream.of("CloudCustomData", "Name")
                        .map(name -> body.path(name).asText())
                        .filter(text -> text.startsWith("{"))
                        .findFirst()
                        .orElse("{\"ErrorCode\":0}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }
}
