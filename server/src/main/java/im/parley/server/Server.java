package im.parley.server;

import im.parley.protocol.ErrorCode;
import im.parley.server.assist.Providers;
import im.parley.server.bus.Bus;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.NatsBuses;
import im.parley.server.console.ConsoleCommands;
import im.parley.server.gateway.Gateway;
import im.parley.server.gateway.GatewayConfig;
import im.parley.server.gateway.Site;
import im.parley.server.gateway.StaticFiles;
import im.parley.server.media.MediaHttp;
import im.parley.server.metrics.Metrics;
import im.parley.server.moderation.Reviewers;
import im.parley.server.operation.BlockingCalls;
import im.parley.server.operation.OperationTable;
import im.parley.server.push.PushProviders;
import im.parley.server.rest.BackEndApi;
import im.parley.server.rest.BackEndCommands;
import im.parley.server.rest.RestTable;
import im.parley.server.store.Database;
import im.parley.server.store.DatabaseConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. The only place that knows which implementation of a role is in use; what it builds is
/// closed in reverse order.
public final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<Integer, App> apps = new TreeMap<>();
    private final int port;
    private volatile String address = ""; // known once it listens

    private Server(ServerConfig config) {
        try {
            this.port = build(config);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// Starts everything and returns when clients can connect.
    ///
    /// @throws ConfigException if a provider that the configuration names cannot be used
    /// @throws im.parley.server.store.StoreException if the database cannot be used
    /// @throws im.parley.server.bus.BusException if NATS cannot be reached
    /// @throws IllegalStateException if the port cannot be had
    public static Server start(ServerConfig config) {
        return new Server(config);
    }

    /// The port it listens on.
    public int port() {
        return port;
    }

    private int build(ServerConfig config) {
        var metrics = closeLater(new Metrics());
        var scheduler = closeLater(Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("scheduler").daemon().factory()));
        var calls = new BlockingCalls(BlockingCalls.MAX_WAITING);
        var providers = closeLater(providers(() -> Providers.of(config.assist())));
        var reviewers = closeLater(providers(() -> Reviewers.of(config.moderation())));
        var pushProviders = closeLater(providers(() -> PushProviders.of(config.push(), clock)));
        var database = closeLater(Database.open(databaseConfig(config)));
        var checks = new HashMap<String, BooleanSupplier>(Map.of("database", database::reachable));
        var bus = bus(config, metrics, checks);
        var shared = new App.Shared(
                metrics, calls, scheduler, providers, reviewers, pushProviders, () -> address, checks, clock);
        config.apps()
                .forEach((id, key) -> apps.put(
                        id, closeLater(new App(id, key, database.app(id), closeLater(bus.apply(id)), config, shared))));
        metrics.gauge("database.restarts", "Times the embedded PostgreSQL was started again", database::restarts);
        metrics.gauge("sessions", "Instances that are signed in", () -> sum(App::sessions));
        metrics.gauge("queue.append", "Messages that wait to be stored", () -> sum(App::waitingMessages));

        var unknownApp = OperationTable.refusing(
                ErrorCode.APP_NOT_FOUND.because("the SDKAppID in the address is not served here"), metrics);
        var site = new Site(
                id -> apps.containsKey(id) ? apps.get(id).operations() : unknownApp,
                backEndApi(config),
                media(calls)::serve,
                documents(config),
                checks,
                StaticFiles.onClassPath("web"));
        var gateway = closeLater(Gateway.start(gatewayConfig(config), site, calls, metrics));
        address = config.address(gateway.port());
        log.info("listening on {}:{} with {}", config.host(), gateway.port(), database.displayUrl());
        return gateway.port();
    }

    private MediaHttp media(BlockingCalls calls) {
        return new MediaHttp(id -> apps.containsKey(id) ? apps.get(id).media() : null, calls);
    }

    private static <T> T providers(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException unusable) {
            throw new ConfigException(unusable.getMessage() + ".");
        }
    }

    private BackEndApi backEndApi(ServerConfig config) {
        var commands = RestTable.builder();
        BackEndCommands.addTo(commands, id -> served(id).rest());
        ConsoleCommands.addTo(commands, id -> served(id).console());
        return new BackEndApi(
                commands.build(),
                id -> apps.containsKey(id) ? served(id).rest().access() : null,
                config.admin(),
                clock);
    }

    private App served(int sdkAppID) {
        return Objects.requireNonNull(apps.get(sdkAppID));
    }

    /// Makes the bus of each app; those over NATS share one connection.
    private IntFunction<Bus> bus(ServerConfig config, Metrics metrics, Map<String, BooleanSupplier> checks) {
        var url = config.nats();
        if (url == null) {
            return app -> new InProcessBus();
        }
        var buses = closeLater(NatsBuses.connect(url, config.node()));
        checks.put("nats", buses::connected);
        metrics.gauge(
                "bus.dropped",
                "Events for other nodes that were not sent",
                () -> Math.clamp(buses.dropped(), 0, Integer.MAX_VALUE));
        return buses::app;
    }

    private static DatabaseConfig databaseConfig(ServerConfig config) {
        var url = config.postgres();
        return url == null ? new DatabaseConfig.Embedded(config.data()) : new DatabaseConfig.External(url);
    }

    private static GatewayConfig gatewayConfig(ServerConfig config) {
        var limits = config.limits();
        return new GatewayConfig(
                config.host(),
                config.port(),
                Runtime.getRuntime().availableProcessors(),
                limits.framesPerSecond(),
                limits.frameBurst(),
                limits.maxPendingBytes(),
                limits.heartbeat(),
                limits.loginTimeout(),
                DRAIN);
    }

    private Map<String, Supplier<byte[]>> documents(ServerConfig config) {
        var documents = new HashMap<String, Supplier<byte[]>>();
        var page = new PageConfig(config);
        var media = served(page.sdkAppID()).media();
        documents.put("/config.json", () -> page.json(media));
        if (config.dev()) {
            var users = new DevUsers(config);
            documents.put("/dev/users", () -> users.json(clock.instant()));
        }
        return documents;
    }

    private int sum(ToIntFunction<App> number) {
        return apps.values().stream().mapToInt(number).sum();
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        parts.push(part);
        return part;
    }

    /// Drains: clients are told to go elsewhere, what they were told is stored is stored, then everything
    /// stops. Repeatable.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception failed) {
                log.warn("closing {} failed", part.getClass().getSimpleName(), failed);
            }
        }
    }
}
