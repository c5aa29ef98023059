package im.parley.server.gateway;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.message.SendMessage;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Logout;
import im.parley.protocol.session.Ping;
import im.parley.protocol.settings.ClientConfig;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.BlockingCalls;
import im.parley.server.operation.Connection;
import im.parley.server.operation.FakeCaller;
import im.parley.server.operation.Frame;
import im.parley.server.operation.OperationTable;
import im.parley.server.operation.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// A gateway with a small app behind it: anybody signs in, messages are numbered and pushed to whom they
/// name.
final class TestApp implements AutoCloseable {
    static final int SDK_APP_ID = 1_400_000_001;

    final Metrics metrics = new Metrics();
    final BlockingCalls calls = new BlockingCalls(1_000);
    final Map<String, Connection> connections = new ConcurrentHashMap<>();
    final Map<String, FakeCaller> callers = new ConcurrentHashMap<>();

    /// Logouts wait for it.
    final CountDownLatch gate = new CountDownLatch(1);

    final Map<String, Boolean> health = new ConcurrentHashMap<>(Map.of("database", true, "bus", true));
    final Gateway gateway;
    private final AtomicLong sequence = new AtomicLong();

    TestApp(GatewayConfig config) {
        this(config, StaticFiles.onClassPath("nowhere"));
    }

    TestApp(GatewayConfig config, StaticFiles files) {
        var table = OperationTable.builder(calls, metrics)
                .onUnsigned(Ping.class, (connection, ping) -> new Ping.Result(System.currentTimeMillis()))
                .onUnsigned(Login.class, this::login)
                .on(Logout.class, (caller, logout) -> {
                    try {
                        gate.await();
                        return Nothing.INSTANCE;
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                })
                .onEventLoop(SendMessage.class, (caller, message, reply) -> {
                    var outbox = new Outbox();
                    reply.succeed(outbox, new SendMessage.Result(sequence.incrementAndGet(), 1, 0, false));
                    var peer = connections.get(message.conversationID().text().substring(3));
                    if (peer != null) {
                        outbox.add(peer, push(message.payload().utf8()));
                    }
                    outbox.send();
                })
                .build();
        var site = new Site(
                id -> id == SDK_APP_ID ? table : null,
                new EchoApi(),
                request -> request.response().end("media " + request.path()),
                Map.of("/config.json", () -> "{\"sdkAppID\":1400000001}".getBytes(StandardCharsets.UTF_8)),
                Map.of("database", () -> health.get("database"), "bus", () -> health.get("bus")),
                files);
        gateway = Gateway.start(config, site, calls, metrics);
    }

    private Login.Result login(Connection connection, Login login) {
        var caller = new FakeCaller(login.userID());
        if (!connection.signIn(caller)) {
            throw ErrorCode.REPEAT_LOGIN.because("somebody is signed in");
        }
        connections.put(login.userID(), connection);
        callers.put(login.userID(), caller);
        return new Login.Result(
                "1", 1, 1, profile(login.userID()), new ClientConfig(30, 12_288, 15, 100, List.of(), List.of()), null);
    }

    private static Profile profile(String userID) {
        try {
            return im.parley.protocol.ProtocolJson.mapper().readValue("{\"userID\":\"" + userID + "\"}", Profile.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static Frame push(byte[] payload) {
        var text = new String(payload, StandardCharsets.UTF_8);
        return Frame.of(("{\"event\":\"test\",\"body\":" + text + "}").getBytes(StandardCharsets.UTF_8));
    }

    static GatewayConfig config() {
        return GatewayConfig.of("127.0.0.1", 0);
    }

    /// With timeouts that a test can wait for, and everything else as it is.
    static GatewayConfig quick(Duration heartbeat, Duration loginTimeout) {
        var usual = config();
        return new GatewayConfig(
                usual.host(),
                usual.port(),
                usual.eventLoops(),
                usual.framesPerSecond(),
                usual.frameBurst(),
                usual.maxPendingBytes(),
                heartbeat,
                loginTimeout,
                Duration.ofSeconds(2));
    }

    int port() {
        return gateway.port();
    }

    @Override
    public void close() {
        gate.countDown();
        gateway.close();
        metrics.close();
    }

    /// Says what it was asked.
    private static final class EchoApi implements RestApi {
        @Override
        public byte[] call(Call call) {
            if (call.command().equals("fail")) {
                throw new IllegalStateException("as asked");
            }
            return ("{\"service\":\"" + call.service() + "\",\"command\":\"" + call.command() + "\",\"identifier\":\""
                            + call.query().get("identifier") + "\",\"bytes\":" + call.body().length + ",\"virtual\":"
                            + Thread.currentThread().isVirtual() + "}")
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] refusal(int code, String message) {
            return ("{\"ActionStatus\":\"FAIL\",\"ErrorCode\":" + code + ",\"ErrorInfo\":\"" + message + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
