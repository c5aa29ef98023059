package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.UserSig;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Ping;
import im.parley.protocol.session.Platform;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Connects users of one app to one Parley server.
///
/// @param network does the work
/// @param server where it listens, on a loopback address
/// @param sdkAppID the app
/// @param key the app's secret, to make UserSigs with
record ChatClient(Network network, InetSocketAddress server, int sdkAppID, String key) {
    /// Shorter than any server asks for.
    private static final int HEARTBEAT_SECONDS = 20;

    private static final Duration VALIDITY = Duration.ofDays(1);

    /// A signed-in user.
    ///
    /// @param tinyID the account's number
    record User(ChatSocket socket, String userID, long tinyID) {}

    /// Connects without signing in.
    CompletableFuture<ChatSocket> connect() {
        var socket = new ChatSocket(server.getHostString(), "/ws?v=1&sdkappid=" + sdkAppID);
        return network.connect(server, socket).thenCompose(done -> socket.open());
    }

    /// Connects and signs in.
    CompletableFuture<User> signIn(String userID) {
        return connect().thenCompose(socket -> login(socket, userID, 0));
    }

    /// Connects, signs in and gets the newest conversations, as SDKs do.
    ///
    /// @param conversations 1 to 100
    CompletableFuture<User> signInWithList(String userID, int conversations) {
        return connect().thenCompose(socket -> login(socket, userID, conversations));
    }

    /// A sign-in and the whole answer to it.
    record SignedIn(User user, JsonNode answer) {}

    private CompletableFuture<User> login(ChatSocket socket, String userID, int conversations) {
        return signIn(socket, userID, conversations).thenApply(SignedIn::user);
    }

    /// Signs in on a socket that nobody has signed in on.
    ///
    /// @param conversations 0 to 100, how many to list
    CompletableFuture<SignedIn> signIn(ChatSocket socket, String userID, int conversations) {
        var userSig = UserSig.mint(sdkAppID, key, userID, Instant.now(), VALIDITY);
        var instance = "bench-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        return socket.call(new Login(userID, userSig, instance, Platform.LINUX, conversations, "bench/1"))
                .thenApply(answer -> {
                    keepAlive(socket);
                    return new SignedIn(new User(socket, userID, tinyID(answer)), answer);
                });
    }

    private static void keepAlive(ChatSocket socket) {
        var channel = socket.channel();
        var beat = channel.eventLoop()
                .scheduleAtFixedRate(
                        () -> socket.call(new Ping()), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> beat.cancel(false));
    }

    private static long tinyID(JsonNode answer) {
        return Long.parseLong(answer.path("tinyID").asText());
    }
}
