package im.parley.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that go and come back. They lie below those that systems give to outgoing connections, one of
/// which could have the port while the server is away.
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int END = 32_000;

    private FreePort() {}

    /// On the loopback address, now.
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another one then
            }
        }
    }
}
