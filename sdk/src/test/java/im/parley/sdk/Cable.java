package im.parley.sdk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A network cable between clients and the server that tests pull out and plug in again. Stalled, it takes
/// what is sent and delivers nothing, as networks do that die without a word. Troubled, it does that and worse to
/// each connection by itself.
final class Cable implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket entry;
    private final int[] serverPorts;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean pluggedIn = true;
    private volatile boolean outgoingStalled;
    private volatile boolean incomingStalled;
    private volatile @Nullable SplittableRandom troubled;
    private volatile @Nullable Valve valve;

    Cable(int... serverPorts) {
        this.serverPorts = serverPorts.clone();
        try {
            entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "ws://127.0.0.1:" + entry.getLocalPort();
    }

    /// How many bytes clients have sent to servers.
    long sent() {
        return sent.get();
    }

    /// How many connections to servers there were.
    int connections() {
        return connections.get();
    }

    /// Whether all of them have ended.
    boolean isIdle() {
        return sockets.stream().allMatch(Socket::isClosed);
    }

    /// Breaks every connection; new ones work.
    void cut() {
        for (var socket : sockets) { // not cleared at once: new ones may come meanwhile
            sockets.remove(socket);
            close(socket);
        }
    }

    /// Breaks every connection and lets no new one through.
    void pullOut() {
        pluggedIn = false;
        cut();
    }

    void plugIn() {
        pluggedIn = true;
        troubled = null;
        outgoingStalled = false;
        incomingStalled = false;
    }

    /// Swallows everything that the connections at hand and new ones carry.
    void stall() {
        outgoingStalled = true;
        incomingStalled = true;
    }

    /// Swallows what the server sends: it hears the clients, and its answers are lost.
    void stallIncoming() {
        incomingStalled = true;
    }

    /// What the server sends over the next connection goes through this.
    Cable through(Valve valve) {
        this.valve = valve;
        return this;
    }

    /// New connections fare as [Trouble] says.
    void trouble(long seed) {
        troubled = new SplittableRandom(seed);
    }

    @Override
    public void close() {
        pullOut();
        try {
            entry.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                var client = entry.accept();
                if (!pluggedIn) {
                    close(client);
                    continue;
                }
                var trouble = troubled == null ? null : new Trouble(troubled);
                var server = trouble != null && trouble.isRefused ? null : connect();
                if (server == null) {
                    close(client);
                    continue;
                }
                var second = trouble != null && trouble.isDoubled ? connect() : null;
                sockets.add(client);
                sockets.add(server);
                if (!pluggedIn) { // pulled out meanwhile
                    cut();
                    continue;
                }
                var out = new Direction(client, server, second, sent, () -> outgoingStalled, trouble, null);
                var in = new Direction(server, client, null, new AtomicLong(), () -> incomingStalled, trouble, valve);
                Thread.ofVirtual().start(out::copy);
                Thread.ofVirtual().start(in::copy);
                if (second != null) {
                    Thread.ofVirtual().start(() -> swallow(second));
                }
            } catch (IOException closed) {
                continue; // the cable is closed, or this connection could not be made
            }
        }
    }

    private Socket connect() {
        for (int attempt = 0; attempt < serverPorts.length; attempt++) {
            var port = serverPorts[connections.getAndIncrement() % serverPorts.length];
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException down) {
                continue; // the next one may be up
            }
        }
        return null;
    }

    /// One way of a connection.
    ///
    /// @param second gets the same once more
    /// @param valve lets it through
    private record Direction(
            Socket from,
            Socket to,
            @Nullable Socket second,
            AtomicLong carried,
            BooleanSupplier stalled,
            @Nullable Trouble trouble,
            @Nullable Valve valve) {
        void copy() {
            var buffer = new byte[BUFFER];
            var isOver = false;
            try {
                var in = from.getInputStream();
                int count;
                while (!isOver && (count = in.read(buffer)) >= 0) {
                    if (!stalled.getAsBoolean()) {
                        var passing = trouble == null ? count : trouble.carried(count);
                        isOver = passing < count;
                        if (valve == null) {
                            to.getOutputStream().write(buffer, 0, passing);
                        } else {
                            valve.carry(buffer, passing, to.getOutputStream());
                        }
                        if (second != null) {
                            second.getOutputStream().write(buffer, 0, passing);
                        }
                        carried.addAndGet(passing);
                    }
                }
            } catch (IOException | InterruptedException cut) {
                // the other end learns of it below
            }
            if (isOver && trouble != null && trouble.endsSilently()) {
                swallow(from);
            }
            if (!stalled.getAsBoolean()) { // else even the end goes unnoticed
                close(from);
                close(to);
                if (second != null) {
                    close(second);
                }
            }
        }
    }

    /// Takes what somebody says until they hang up.
    private static void swallow(Socket from) {
        try {
            from.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException cut) {
            // that is an end, too
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // it is of no use any more either way
        }
    }
}
