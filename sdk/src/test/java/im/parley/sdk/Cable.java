package im.parley.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// A network cable between clients and the server that tests pull out and plug in again. Stalled, it takes
/// what is sent and delivers nothing, as networks do that die without a word.
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
                var server = connect();
                if (server == null) {
                    close(client);
                    continue;
                }
                sockets.add(client);
                sockets.add(server);
                if (!pluggedIn) { // pulled out meanwhile
                    cut();
                    continue;
                }
                Thread.ofVirtual().start(() -> copy(client, server, sent, () -> outgoingStalled));
                Thread.ofVirtual().start(() -> copy(server, client, new AtomicLong(), () -> incomingStalled));
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

    private static void copy(Socket from, Socket to, AtomicLong carried, BooleanSupplier stalled) {
        var buffer = new byte[BUFFER];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            int count;
            while ((count = in.read(buffer)) >= 0) {
                if (!stalled.getAsBoolean()) {
                    out.write(buffer, 0, count);
                    carried.addAndGet(count);
                }
            }
        } catch (IOException cut) {
            // the other end learns of it below
        }
        if (!stalled.getAsBoolean()) { // else even the end goes unnoticed
            close(from);
            close(to);
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
