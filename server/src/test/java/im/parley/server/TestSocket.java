package im.parley.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ProtocolJson;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A client's end of a socket, call by call, with bodies as they are written.
final class TestSocket {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestClient client;

    TestSocket(int port, int app) {
        client = TestClient.guest(port, app);
    }

    /// Makes a request and returns its whole answer.
    JsonNode call(String op, String body) {
        return client.start(op, json(body))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /// The code of the answer to a request.
    int codeOf(String op, String body) {
        return call(op, body).get("code").intValue();
    }

    /// The body of the next push, which must be of this event.
    JsonNode push(String event) throws InterruptedException {
        var push = client.push(PATIENCE);
        if (push == null || !push.path("event").asText().equals(event)) {
            throw new AssertionError("expected " + event + ", got " + push);
        }
        return push.get("body");
    }

    /// The code with which the server closes the socket.
    int closeCode() throws InterruptedException {
        try {
            return client.closed().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillOpen) {
            throw new AssertionError("the socket was not closed", stillOpen);
        }
    }

    /// Whether requests are still answered.
    boolean isOpen() {
        return !client.closed().isDone() && codeOf("session.ping", "{}") == 0;
    }

    /// Goes away without a word.
    void abort() {
        client.close();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) ProtocolJson.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
