package im.parley.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A signed-in socket that speaks the bare protocol: no cleverness that could hide what the server does.
public final class TestClient implements WebSocket.Listener, AutoCloseable {
    /// One for all of a JVM's tests, as every one has a thread.
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> pushes = new LinkedBlockingQueue<>();
    private final Map<Long, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final AtomicLong nextId = new AtomicLong(1);
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final String userID;
    private final WebSocket socket;
    private final String tinyID;
    private volatile boolean ignoresPushes;

    /// Connects and signs in.
    ///
    /// @param instanceID the same as before to come back as the same instance
    public TestClient(int port, int app, String key, String userID, String instanceID) {
        this.userID = userID;
        this.socket = open(port, app);
        var sig = UserSig.mint(app, key, userID, Instant.now(), Duration.ofHours(1));
        var login = object().put("userID", userID)
                .put("userSig", sig)
                .put("instanceID", instanceID)
                .put("platform", "Web");
        this.tinyID = call("session.login", login).path("tinyID").asText();
    }

    /// Connects without signing in.
    private TestClient(int port, int app) {
        this.userID = "";
        this.tinyID = "";
        this.socket = open(port, app);
    }

    public static TestClient guest(int port, int app) {
        return new TestClient(port, app);
    }

    private WebSocket open(int port, int app) {
        return HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws?v=1&sdkappid=" + app), this)
                .join();
    }

    public String userID() {
        return userID;
    }

    public String tinyID() {
        return tinyID;
    }

    public static ObjectNode object() {
        return ProtocolJson.mapper().createObjectNode();
    }

    /// The body of a successful answer, within ten seconds.
    ///
    /// @throws AssertionError if the call is refused
    public JsonNode call(String op, ObjectNode body) {
        var answer = start(op, body).orTimeout(10, TimeUnit.SECONDS).join();
        while (answer.path("code").asInt() == ErrorCode.OVER_FREQUENCY_LIMIT.number()) { // models look more often
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            answer = start(op, body).orTimeout(10, TimeUnit.SECONDS).join();
        }
        if (answer.path("code").asInt() != 0) {
            throw new AssertionError(op + " " + body + " was refused: " + answer);
        }
        return answer.path("body");
    }

    /// The whole answer, when it comes; fails when the socket closes first.
    public CompletableFuture<JsonNode> start(String op, ObjectNode body) {
        var id = nextId.getAndIncrement();
        var answer = new CompletableFuture<JsonNode>();
        calls.put(id, answer);
        var frame = object().put("id", id).put("op", op).set("body", body).toString();
        synchronized (this) { // the JDK's client takes one text at a time
            socket.sendText(frame, true).exceptionally(failed -> {
                answer.completeExceptionally(failed);
                return null;
            });
        }
        return answer;
    }

    /// Stores a text message.
    public CompletableFuture<JsonNode> send(String peer, String messageID, String text) {
        var message = object().put("id", messageID)
                .put("conversationID", "C2C" + peer)
                .put("type", "TIMTextElem");
        message.putObject("payload").put("text", text);
        return start("message.send", message);
    }

    /// The next push, or null after the time.
    public @Nullable JsonNode push(Duration patience) throws InterruptedException {
        return pushes.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// From now on, for one of a crowd: nobody will ask what was pushed to it.
    public void ignorePushes() {
        ignoresPushes = true;
    }

    /// The close code, once the socket is closed.
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
        end(0);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            receive(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void receive(String text) {
        if (ignoresPushes && text.startsWith("{\"event\"")) {
            return;
        }
        try {
            var frame = ProtocolJson.mapper().readTree(text);
            var call = frame.has("event") ? null : calls.remove(frame.path("id").asLong());
            if (call != null) {
                call.complete(frame);
            } else {
                pushes.add(frame);
            }
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(0);
    }

    private void end(int code) {
        closed.complete(code);
        calls.values().forEach(call -> call.completeExceptionally(new IllegalStateException("closed: " + code)));
    }
}
