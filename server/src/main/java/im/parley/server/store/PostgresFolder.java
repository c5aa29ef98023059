package im.parley.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded database's files: made complete or not at all, and cleared of a process that a killed
/// server left behind.
///
/// @param data the data folder that holds them
record PostgresFolder(Path data, PostgresBinaries binaries, ServiceUser user) {
    private static final Logger log = LoggerFactory.getLogger(PostgresFolder.class);
    /// How long a process may take to go once its database has stopped.
    private static final Duration LAST_MOMENT = Duration.ofSeconds(10);

    /// The only database user; it owns everything.
    static final String DATABASE_USER = "parley";

    static Path files(Path data) {
        return data.resolve("postgres");
    }

    Path files() {
        return files(data);
    }

    /// Makes the files if there are none, and checks them.
    ///
    /// @return the password of [#DATABASE_USER]
    /// @throws StoreException if they cannot be used
    String prepare() {
        try {
            if (!Files.exists(files())) {
                create();
            }
            checkVersion();
            endOrphan();
            return password();
        } catch (IOException failed) {
            throw DataFolder.unusable(data, failed);
        }
    }

    private Path passwordFile() {
        return data.resolve("postgres.password");
    }

    private String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            throw new StoreException(
                    "The file " + passwordFile() + " with the database's password is missing; put it back.");
        }
        return Files.readString(passwordFile()).strip();
    }

    private void create() throws IOException {
        var started = System.nanoTime();
        var unfinished = data.resolve("postgres.new");
        DataFolder.deleteTree(unfinished);
        Files.createDirectory(unfinished);
        DataFolder.permit(unfinished, "rwx------");
        user.own(unfinished);
        var password = HexFormat.of().formatHex(randomBytes());
        DataFolder.writeSecret(passwordFile(), password + "\n");
        var passwordForInit = data.resolve("postgres.password.init");
        DataFolder.writeSecret(passwordForInit, password + "\n");
        user.own(passwordForInit);
        try {
            initialise(unfinished, passwordForInit);
            Files.move(unfinished, files(), StandardCopyOption.ATOMIC_MOVE);
            DataFolder.sync(data);
        } finally {
            Files.deleteIfExists(passwordForInit);
            DataFolder.deleteTree(unfinished);
        }
        log.info(
                "Made a new database in {} ({} ms).",
                files(),
                Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    private void initialise(Path folder, Path passwordFile) throws IOException {
        var command = new ArrayList<>(List.of(binaries.program("initdb").toString(), "-D", folder.toString()));
        command.addAll(List.of("-U", DATABASE_USER, "--pwfile", passwordFile.toString(), "-A", "scram-sha-256"));
        // text sorts by code point, the same on every system and whatever its libraries' version
        command.addAll(List.of("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        command.add("--no-instructions");
        var process = PostgresProcess.start(user.command(command), binaries.home());
        try {
            if (process.awaitEnd() != 0) {
                throw process.said("No space left on device")
                        ? new StoreException("The disk of the data folder " + data + " is full.")
                        : new StoreException("Cannot make a database in " + data + ": " + process.lastWords());
            }
        } catch (InterruptedException stopped) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while making the database.");
        }
    }

    private void checkVersion() throws IOException {
        var file = files().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new StoreException("The folder " + files() + " is not a PostgreSQL database; move it away.");
        }
        var version = Files.readString(file).strip();
        if (!version.equals(Integer.toString(PostgresBinaries.VERSION))) {
            throw new StoreException("The database in " + files() + " was made by PostgreSQL " + version
                    + ", and this server brings version " + PostgresBinaries.VERSION
                    + "; run pg_upgrade on it, or serve it with its own version and give its URL with --postgres.");
        }
    }

    /// A server that was killed may leave its PostgreSQL running. We hold the lock on the data folder, so
    /// whoever runs on these files is such a one, and a process number that now is another program's means
    /// nothing.
    private void endOrphan() throws IOException {
        var file = files().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var orphan = process(Files.readAllLines(file));
        if (orphan.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        log.warn(
                "PostgreSQL (process {}) outlived its server; stopping it.",
                orphan.get().pid());
        stop();
        if (!ends(orphan.get())) {
            throw new StoreException("PostgreSQL (process " + orphan.get().pid() + ") still runs on " + files()
                    + " and does not stop; end it first.");
        }
    }

    /// `pg_ctl` looks for the file, which goes a moment before the process.
    private static boolean ends(ProcessHandle process) {
        return process.onExit()
                .handle((_, failed) -> failed == null)
                .completeOnTimeout(false, LAST_MOMENT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private Optional<ProcessHandle> process(List<String> pidFile) {
        if (pidFile.isEmpty() || !pidFile.getFirst().strip().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().command().map(this::isPostgres).orElse(true));
    }

    private boolean isPostgres(String command) {
        return Path.of(command).getFileName().toString().startsWith("postgres");
    }

    /// Asks the database that runs on these files to end its sessions, write everything down and stop, and
    /// waits at most 60 s for it.
    ///
    /// @return whether it stopped
    boolean stop() throws IOException {
        var command = List.of(
                binaries.program("pg_ctl").toString(),
                "stop",
                "-D",
                files().toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                "60");
        try {
            return PostgresProcess.start(user.command(command), binaries.home()).awaitEnd() == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] randomBytes() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
