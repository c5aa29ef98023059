package im.parley.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A client's end of a socket, frame by frame. For one thread.
final class TestSocket implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final Deque<JsonNode> pushes = new ArrayDeque<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private int lastID;

    TestSocket(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /// Makes a request and returns its answer; pushes that come first are kept.
    JsonNode call(String op, String body) throws InterruptedException {
        int id = ++lastID;
        socket.sendText("{\"id\":" + id + ",\"op\":\"" + op + "\",\"body\":" + body + "}", true)
                .join();
        for (var frame = frame(); ; frame = frame()) {
            if (frame.path("id").asInt() == id) {
                return frame;
            }
            pushes.add(frame);
        }
    }

    /// The code of the answer to a request.
    int codeOf(String op, String body) throws InterruptedException {
        return call(op, body).get("code").intValue();
    }

    /// The body of the next push, which must be of this event.
    JsonNode push(String event) throws InterruptedException {
        var push = pushes.isEmpty() ? frame() : pushes.remove();
        if (!push.path("event").asText().equals(event)) {
            throw new AssertionError("expected " + event + ", got " + push);
        }
        return push.get("body");
    }

    /// The code with which the server closes the socket.
    int closeCode() throws InterruptedException {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillOpen) {
            throw new AssertionError("the socket was not closed", stillOpen);
        }
    }

    /// Whether requests are still answered.
    boolean isOpen() throws InterruptedException {
        return !closed.isDone() && codeOf("session.ping", "{}") == 0;
    }

    /// Goes away without a word.
    void abort() {
        socket.abort();
    }

    private JsonNode frame() throws InterruptedException {
        var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame within " + PATIENCE_SECONDS + " s");
        }
        return frame;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(json(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    private static JsonNode json(String text) {
        try {
            return ProtocolJson.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
