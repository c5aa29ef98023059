package im.parley.server.gateway;

import java.time.Duration;

/// How sockets are served.
///
/// @param host address to listen on
/// @param port TCP port; 0 takes any free one
/// @param eventLoops threads that read and write sockets, 1 or more
/// @param framesPerSecond frames a second that a socket may send for long
/// @param frameBurst frames that a socket may send at once after a while of silence
/// @param maxPendingBytes a socket with more than this waiting to be read by its client is closed
/// @param heartbeat seconds after which clients break their silence; 2.5 times as long closes a socket
/// @param loginTimeout a socket on which nobody signs in for so long is closed
/// @param drainTimeout how long a shutdown waits for requests under way and for clients to leave
public record GatewayConfig(
        String host,
        int port,
        int eventLoops,
        int framesPerSecond,
        int frameBurst,
        int maxPendingBytes,
        Duration heartbeat,
        Duration loginTimeout,
        Duration drainTimeout) {
    public GatewayConfig {
        check(port >= 0 && port <= 65_535, "port", port);
        check(eventLoops >= 1, "eventLoops", eventLoops);
        check(framesPerSecond >= 1, "framesPerSecond", framesPerSecond);
        check(frameBurst >= 1, "frameBurst", frameBurst);
        check(maxPendingBytes >= 1, "maxPendingBytes", maxPendingBytes);
        check(heartbeat.isPositive(), "heartbeat", heartbeat);
        check(loginTimeout.isPositive(), "loginTimeout", loginTimeout);
    }

    /// The limits that the documentation names.
    public static GatewayConfig of(String host, int port) {
        return new GatewayConfig(
                host,
                port,
                Runtime.getRuntime().availableProcessors(),
                1_000,
                2_000,
                1 << 20,
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10));
    }

    /// How long a socket may be silent.
    Duration idleTimeout() {
        return heartbeat.multipliedBy(5).dividedBy(2);
    }

    private static void check(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value);
        }
    }
}
