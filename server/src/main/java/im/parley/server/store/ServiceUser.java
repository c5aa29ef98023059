package im.parley.server.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL runs: as whoever runs this server, except that PostgreSQL refuses to be root; then as
/// the system user `postgres` where there is one, otherwise as `nobody`. Its files are given to that user.
///
/// @param name the other user; null for whoever runs this server
/// @param setpriv the program that changes users and ties a child to its parent's life; null where there is
///     none
/// @param passage how that user gets to the data folder where the straight way is closed; null where it is open
record ServiceUser(
        @Nullable String name,
        @Nullable Path setpriv,
        @Nullable Passage passage) {
    /// @param files the database's folder; if root finds one that belongs to somebody, PostgreSQL runs as
    ///     that user
    /// @throws StoreException for root where no other user can be had, and for others if the folder is not
    ///     theirs
    static ServiceUser find(Path files) {
        var setpriv = onPath("setpriv");
        var self = System.getProperty("user.name");
        var owner = owner(files);
        if (!"root".equals(self)) {
            if (owner != null && !owner.equals(self)) {
                throw new StoreException(
                        "The folder " + files + " belongs to user " + owner + ", but this server runs as " + self
                                + "; start it as " + owner + " or root, or choose another folder with --data.");
            }
            return new ServiceUser(null, setpriv, null);
        }
        var name = Stream.of(owner == null ? "root" : owner, "postgres", "nobody")
                .filter(user -> !user.equals("root") && exists(user))
                .findFirst()
                .orElseThrow(() -> new StoreException("PostgreSQL does not run as root, and there is neither a user"
                        + " postgres nor a user nobody; start Parley as another user."));
        if (setpriv == null) {
            throw new StoreException(
                    "PostgreSQL does not run as root, and the program setpriv (package util-linux) that"
                            + " would run it as " + name + " is missing; install it or start Parley as another user.");
        }
        return new ServiceUser(name, setpriv, null);
    }

    /// The command as this user runs it.
    List<String> command(List<String> command) {
        if (name == null) {
            return command;
        }
        return prefixed(List.of("--reuid", name, "--regid", group(), "--init-groups", "--"), command);
    }

    /// The same, for a child that the operating system stops in order should this server vanish without a
    /// word. Linux only; the thread that starts the child must live as long as the child.
    List<String> commandForLife(List<String> command) {
        if (setpriv == null) {
            return command;
        }
        var death = List.of("--pdeathsig", "INT");
        var options = new ArrayList<>(death);
        if (name != null) {
            options.addAll(List.of("--reuid", name, "--regid", group(), "--init-groups"));
        }
        options.add("--");
        return prefixed(options, command);
    }

    /// Gives a file or an empty folder to this user.
    void own(Path path) throws IOException {
        if (name != null) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }

    /// This user with a way into the data folder, which it may only pass through.
    ///
    /// @throws StoreException if there is none
    ServiceUser reaching(Path data) {
        if (name == null) {
            return this;
        }
        try {
            DataFolder.permit(data, "rwx--x--x");
            var unshare = onPath("unshare");
            if (reaches(data) || unshare == null) {
                return check(data);
            }
            return new ServiceUser(name, setpriv, Passage.to(data, unshare)).check(data);
        } catch (IOException failed) {
            throw DataFolder.unusable(data, failed);
        }
    }

    private ServiceUser check(Path data) {
        if (!reaches(data)) {
            throw new StoreException("PostgreSQL runs as user " + name + ", who may not enter the data folder " + data
                    + "; choose a folder with --data that every user may enter, such as /var/lib/parley.");
        }
        return this;
    }

    private boolean reaches(Path folder) {
        try {
            var check = List.of("/bin/sh", "-c", "cd \"$1\"", "sh", folder.toString());
            return new ProcessBuilder(command(check))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException failed) {
            throw DataFolder.unusable(folder, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while starting PostgreSQL.");
        }
    }

    /// Where unpacked programs are kept; every user that may run them must get there.
    Path cacheFolder() {
        if (name != null) {
            return Path.of("/var/cache/parley");
        }
        var home = Path.of(System.getProperty("user.home"));
        var system = System.getProperty("os.name");
        var configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured, "parley");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Caches/parley");
        }
        var local = System.getenv("LOCALAPPDATA");
        return system.startsWith("Windows") && local != null ? Path.of(local, "parley") : home.resolve(".cache/parley");
    }

    private String group() {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name))
                    .map(fields -> fields[3])
                    .findFirst()
                    .orElse("65534");
        } catch (IOException unreadable) {
            return "65534"; // nogroup
        }
    }

    private List<String> prefixed(List<String> options, List<String> command) {
        var whole = new ArrayList<String>();
        whole.add(String.valueOf(setpriv));
        whole.addAll(options);
        whole.addAll(command);
        return passage == null ? whole : passage.through(whole);
    }

    private static @Nullable String owner(Path files) {
        try {
            return Files.exists(files) && !System.getProperty("os.name").startsWith("Windows")
                    ? Files.getOwner(files).getName()
                    : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static boolean exists(String user) {
        try {
            Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static @Nullable Path onPath(String program) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
