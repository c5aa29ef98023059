package im.parley.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// One embedded PostgreSQL for everything that a JVM tests, in a temporary folder; it stops and its files
/// go when the JVM ends. Each test class takes apps of its own.
public final class TestDatabase {
    private static final AtomicInteger NEXT_APP = new AtomicInteger(1_400_100_000);

    private static final Background BACKGROUND = new Background(Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scheduler").daemon().factory()));

    private TestDatabase() {}

    /// Started on first use. Not to be closed.
    public static Database shared() {
        return Holder.DATABASE;
    }

    /// The store of an app that nobody else has, with every migration applied and no rows.
    public static AppStore newApp() {
        return shared().app(newAppID());
    }

    /// An SDKAppID that nobody else has.
    public static int newAppID() {
        return NEXT_APP.incrementAndGet();
    }

    /// The database's URL with user and password, as `--postgres` takes it.
    public static String url() {
        return shared().connectUrl();
    }

    /// For work on the side. Not to be closed.
    public static Background background() {
        return BACKGROUND;
    }

    private static final class Holder {
        static final Database DATABASE = start();

        private static Database start() {
            try {
                var folder = Files.createTempDirectory("parley-test-database-");
                var database = Database.open(new DatabaseConfig.Embedded(folder));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database, folder)));
                return database;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void end(Database database, Path folder) {
            database.close();
            try {
                DataFolder.deleteTree(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
