package im.parley.server.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One HTTP server on one event loop, and the chat sockets there. Those of all event loops share the port.
final class LoopServer extends VerticleBase {
    /// Clients that connect at the same moment wait here; the kernel's `net.core.somaxconn` may cut it.
    private static final int ACCEPT_BACKLOG = 16_384;

    /// A connection that neither asks nor gets anything for so long is closed; chat sockets have rules of
    /// their own.
    private static final int HTTP_IDLE_SECONDS = 60;

    /// Pieces in which bodies come: larger ones than the usual 8 KiB make uploads cheaper.
    private static final int BODY_PIECE_BYTES = 64 * 1024;

    private final GatewayConfig config;
    private final int port;
    private final LoopConnections connections;
    private final Routes routes;
    private @Nullable HttpServer server;

    /// @param port shared by all event loops; negative for any free one
    LoopServer(GatewayConfig config, int port, LoopConnections connections, Routes routes) {
        this.config = config;
        this.port = port;
        this.connections = connections;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setMaxChunkSize(BODY_PIECE_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(HTTP_IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        vertx.setPeriodic(connections.sweepMillis(), tick -> connections.sweep());
        var created = vertx.createHttpServer(options).requestHandler(request -> routes.serve(request, connections));
        server = created;
        return created.listen();
    }

    /// The port that it listens on.
    int port() {
        return server == null ? 0 : server.actualPort();
    }

    /// Does something with the sockets, on their event loop.
    ///
    /// @return completed when it is done
    Future<Void> onLoop(Consumer<LoopConnections> action) {
        return Future.future(done -> context.runOnContext(now -> {
            action.accept(connections);
            done.complete();
        }));
    }

    /// Takes no more connections; those that are open have until the time is up.
    Future<Void> shutdown(Duration patience) {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    }

    int count() {
        return connections.count();
    }
}
