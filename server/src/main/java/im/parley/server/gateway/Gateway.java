package im.parley.server.gateway;

import im.parley.protocol.CloseReason;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.BlockingCalls;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on the port and serves HTTP and chat sockets until it is closed.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /// How long clients have to leave once they were told that the server goes away.
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final GatewayConfig config;
    private final BlockingCalls calls;
    private final Routes routes;
    private final AcceptPacing.PacedEpoll epoll = new AcceptPacing.PacedEpoll();
    private final Vertx vertx;
    private final List<LoopServer> servers = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(GatewayConfig config, Site site, BlockingCalls calls, Metrics metrics) {
        this.config = config;
        this.calls = calls;
        this.routes = new Routes(site, calls, metrics);
        this.vertx = vertx(config, epoll);
        int port = config.port() == 0 ? -1 : config.port(); // negative: any, but the same for every event loop
        for (int i = 0; i < config.eventLoops(); i++) {
            servers.add(new LoopServer(config, port, new LoopConnections(config, metrics), routes));
        }
        metrics.gauge("connections", "Open chat sockets", this::connections);
        metrics.gauge("queue.calls", "Requests that wait or run on threads", calls::running);
    }

    private static Vertx vertx(GatewayConfig config, AcceptPacing.PacedEpoll epoll) {
        var options = new VertxOptions()
                // files are sent from where they are: no folder of copies is left in the temporary one
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false))
                .setEventLoopPoolSize(config.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1);
        return epoll.available()
                ? Vertx.builder().with(options).withTransport(epoll).build()
                : Vertx.vertx(options.setPreferNativeTransport(true));
    }

    /// Starts listening.
    ///
    /// @throws IllegalStateException if the port cannot be had
    public static Gateway start(GatewayConfig config, Site site, BlockingCalls calls, Metrics metrics) {
        var gateway = new Gateway(config, site, calls, metrics);
        try {
            var next = gateway.servers.iterator();
            await(gateway.vertx.deployVerticle(
                    next::next, new DeploymentOptions().setInstances(gateway.servers.size())));
            return gateway;
        } catch (CompletionException failed) {
            await(gateway.vertx.close());
            throw new IllegalStateException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": "
                            + why(failed.getCause() == null ? failed : failed.getCause()),
                    failed);
        }
    }

    private static String why(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        if (message.contains("Address already in use")) {
            return "another program does; choose another port, 0 for any free one";
        }
        if (message.contains("Cannot assign requested address")) {
            return "this machine does not have that address";
        }
        return message.contains("Permission denied")
                ? "user " + System.getProperty("user.name") + " may not use that port; choose one above 1023"
                : message;
    }

    /// The port that it listens on.
    public int port() {
        return servers.getFirst().port();
    }

    /// Chat sockets that are open.
    public int connections() {
        return servers.stream().mapToInt(LoopServer::count).sum();
    }

    /// Drains: takes no more connections and requests, answers those under way, tells every client to go
    /// elsewhere. Takes no longer than the drain timeout and four seconds.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        routes.drain();
        epoll.stop();
        var stopped = Future.all(servers.stream()
                .map(server -> server.shutdown(config.drainTimeout().plus(LEAVE)))
                .toList());
        try {
            ended(Future.all(servers.stream()
                    .map(server -> server.onLoop(LoopConnections::stopReading))
                    .toList()));
            if (!calls.awaitIdle(config.drainTimeout())) {
                LOG.warn("{} requests are cut off by the shutdown", calls.underWay());
            }
            servers.forEach(server -> server.onLoop(loop -> loop.closeAll(CloseReason.GOING_AWAY)));
            if (!ended(stopped)) {
                LOG.info("{} clients did not leave in time", connections());
                servers.forEach(server -> server.onLoop(LoopConnections::cutAll));
                ended(stopped);
            }
            await(vertx.close());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (CompletionException | RejectedExecutionException untidy) {
            LOG.warn("the event loops did not end in order", untidy);
        }
    }

    private static boolean ended(Future<?> stopped) {
        try {
            stopped.await(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
