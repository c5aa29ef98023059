package im.parley.server.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that this program brings, as a child process on a free loopback port: started on a data
/// folder, started again whenever it ends by itself, stopped with the server. Safe for use by many threads.
///
/// One thread, the supervisor, starts the process and waits for its end; on Linux the process also ends
/// with that thread, should the server be killed.
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// Attempts of a first start that fails for what passes by itself: a port taken in between, or
    /// processes of a killed predecessor that are still on their way out.
    private static final int FIRST_ATTEMPTS = 12;

    private final FolderLock lock;
    private final PostgresFolder folder;
    private final String password;
    private final AtomicInteger restarts = new AtomicInteger();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile int port;
    private volatile @Nullable PostgresProcess process;

    private EmbeddedPostgres(FolderLock lock, PostgresFolder folder, String password) {
        this.lock = lock;
        this.folder = folder;
        this.password = password;
        this.supervisor =
                Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::supervise);
    }

    /// Returns when the database answers.
    ///
    /// @throws StoreException if the folder cannot be used or PostgreSQL does not start on it
    static EmbeddedPostgres start(Path folder) {
        var data = folder.toAbsolutePath().normalize();
        var lock = FolderLock.take(data);
        try {
            var user = ServiceUser.find(PostgresFolder.files(data)).reaching(data);
            var files = new PostgresFolder(data, PostgresBinaries.provide(data, user), user);
            var postgres = new EmbeddedPostgres(lock, files, files.prepare());
            postgres.supervisor.start();
            postgres.started.join();
            return postgres;
        } catch (CompletionException failed) {
            lock.close();
            throw failed.getCause() instanceof StoreException known ? known : failed;
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    PostgresUrl url() {
        return PostgresUrl.loopback(port, PostgresFolder.DATABASE_USER, password);
    }

    int restarts() {
        return restarts.get();
    }

    /// -1 while it is being restarted.
    long processId() {
        var current = process;
        return current == null || !current.isAlive() ? -1 : current.id();
    }

    private void supervise() {
        try {
            var pause = FIRST_PAUSE;
            for (int attempt = 1; !isClosing(); attempt++) {
                var begun = System.nanoTime();
                var running = launch();
                if (running == null) {
                    return;
                }
                if (running.awaitReady()) {
                    log.debug(
                            "PostgreSQL answers on port {} after {} ms.",
                            port,
                            (System.nanoTime() - begun) / 1_000_000);
                    started.complete(null);
                    pause = FIRST_PAUSE;
                }
                var exit = running.awaitEnd();
                if (isClosing()) {
                    return;
                }
                if (!started.isDone() && (!passes(running) || attempt == FIRST_ATTEMPTS)) {
                    started.completeExceptionally(explain(running));
                    return;
                }
                if (started.isDone()) {
                    restarts.incrementAndGet();
                    log.warn("PostgreSQL ended (exit {}: {}); starting it again.", exit, running.lastWords());
                }
                closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (IOException failed) {
            log.error("PostgreSQL cannot be run", failed);
            started.completeExceptionally(DataFolder.unusable(folder.data(), failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Null once [#close()] was called, which then need not stop what is started here.
    private synchronized @Nullable PostgresProcess launch() throws IOException {
        if (isClosing()) {
            return null;
        }
        if (!started.isDone()) {
            port = freePort();
        }
        var command = new ArrayList<>(List.of(
                folder.binaries().program("postgres").toString(),
                "-D",
                folder.files().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        var launched = PostgresProcess.start(
                folder.user().commandForLife(command), folder.binaries().home());
        process = launched;
        return launched;
    }

    /// Settings that differ from PostgreSQL's own. They go on the command line, so that each release of
    /// Parley brings its own, whenever the files were made.
    private Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", sharedBuffersMegabytes() + "MB");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        // a page is written whole after each checkpoint; rare ones save a good part of the log
        settings.put("checkpoint_timeout", "15min");
        settings.put("max_wal_size", "1GB"); // and bounds a restart after a crash: about 1 s for 70 MB
        settings.put("wal_compression", "off");
        settings.put("jit", "off"); // no statement here is worth compiling
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "");
        // statements and details hold what people wrote to each other; errors are logged by who caused them
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_min_messages", "log");
        if (folder.binaries().hasLibrary("pg_stat_statements")) {
            settings.put("shared_preload_libraries", "pg_stat_statements");
        }
        return settings;
    }

    /// A quarter of the memory, at most 512 MB: the rest of the cache is the operating system's.
    private static long sharedBuffersMegabytes() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return Math.clamp(system.getTotalMemorySize() / 4 / (1024 * 1024), 32, 512);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean passes(PostgresProcess failed) {
        return failed.said("Address already in use") || failed.said("is still in use");
    }

    private StoreException explain(PostgresProcess failed) {
        if (failed.said("No space left on device")) {
            return new StoreException("The disk of the data folder " + folder.data() + " is full.");
        }
        if (failed.said("could not map anonymous shared memory") || failed.said("Cannot allocate memory")) {
            return new StoreException("There is not enough free memory for PostgreSQL.");
        }
        return new StoreException("PostgreSQL does not start on " + folder.files() + ": " + failed.lastWords());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Stops PostgreSQL cleanly and waits for it. Repeatable.
    @Override
    public void close() {
        if (isClosing()) {
            return;
        }
        try {
            synchronized (this) {
                closing.countDown();
            }
            var last = process;
            if (last != null && last.isAlive() && !folder.stop()) {
                log.warn("PostgreSQL does not stop; killing it. It will recover at the next start.");
                last.kill();
            }
            supervisor.join();
        } catch (IOException failed) {
            log.warn("PostgreSQL could not be stopped", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }
}
