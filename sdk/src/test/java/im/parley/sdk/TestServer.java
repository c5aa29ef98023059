package im.parley.sdk;

import im.parley.protocol.UserSig;
import im.parley.server.Server;
import im.parley.server.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/// The real server, one for all tests of a run, in a new folder and on a free port.
final class TestServer {
    static final int APP = 1400000001;
    private static final String KEY = "a key that only tests know";
    private static final TestServer SHARED = new TestServer();

    private final Server server;
    private final AtomicInteger users = new AtomicInteger();

    private TestServer() {
        try {
            server = Server.start(ServerConfig.local(Files.createTempDirectory("parley"), APP, KEY));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    static TestServer shared() {
        return SHARED;
    }

    int port() {
        return server.port();
    }

    String address() {
        return "ws://127.0.0.1:" + server.port();
    }

    /// A userID that no other test uses.
    String freshUserID(String name) {
        return name + "-" + users.incrementAndGet();
    }

    static String userSig(String userID) {
        return userSig(userID, Instant.now(), Duration.ofDays(1));
    }

    static String userSig(String userID, Instant issued, Duration validity) {
        return UserSig.mint(APP, KEY, userID, issued, validity);
    }
}
