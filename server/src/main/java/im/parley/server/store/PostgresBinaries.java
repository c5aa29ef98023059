package im.parley.server.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per user and version from the jar that brings them.
///
/// @param home holds `bin`, `lib` and `share`
record PostgresBinaries(Path home) {
    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    /// Major version of the files that these programs read and write.
    static final int VERSION = 18;

    /// The programs for this machine, unpacked in a folder of the user's cache, or below `data` where that
    /// is not possible.
    ///
    /// @throws StoreException if no jar for this machine is on the class path or unpacking fails
    static PostgresBinaries provide(Path data, ServiceUser user) {
        var name = "postgres-" + system() + "-" + architecture() + ".txz";
        var archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new StoreException("This build has no embedded PostgreSQL for " + system() + " on " + architecture()
                    + "; give the URL of a PostgreSQL with --postgres.");
        }
        try {
            var folder = name.replace(".txz", "-" + fingerprint(archive));
            try {
                return unpack(archive, user.cacheFolder().resolve(folder));
            } catch (IOException notThere) {
                log.debug("no cache at {}: {}", user.cacheFolder(), notThere.toString());
                return unpack(archive, data.resolve("programs").resolve(folder));
            }
        } catch (IOException failed) {
            throw DataFolder.unusable(data, failed);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve("windows".equals(system()) ? name + ".exe" : name);
    }

    boolean hasLibrary(String name) {
        return Files.exists(home.resolve("lib/postgresql/" + name + ".so"))
                || Files.exists(home.resolve("lib/postgresql/" + name + ".dylib"))
                || Files.exists(home.resolve("lib/" + name + ".dll"));
    }

    /// Complete folders appear by a rename; whoever comes second uses what the first one made.
    private static PostgresBinaries unpack(URL archive, Path home) throws IOException {
        if (Files.exists(home)) {
            return new PostgresBinaries(home);
        }
        Files.createDirectories(home.getParent());
        var temporary = Files.createTempDirectory(home.getParent(), "unpacking-");
        DataFolder.permit(temporary, "rwxr-xr-x");
        try (var compressed = new BufferedInputStream(archive.openStream(), 1 << 16);
                var tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, temporary);
            }
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            DataFolder.deleteTree(temporary);
            if (!Files.exists(home)) {
                throw failed;
            }
        }
        return new PostgresBinaries(home);
    }

    private static void extract(InputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        var path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("entry " + entry.getName() + " leaves its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            try {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } catch (FileAlreadyExistsException twice) {
                // some archives name a link again
            }
            return;
        }
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        DataFolder.permit(path, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }

    /// Tells one release's archive from another's without reading it.
    private static String fingerprint(URL archive) throws IOException {
        var connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            var entry = jar.getJarEntry();
            return Long.toHexString(entry.getCrc() << 32 ^ entry.getSize());
        }
        return Long.toHexString(connection.getContentLengthLong() ^ connection.getLastModified());
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        var name = System.getProperty("os.arch");
        return "aarch64".equals(name) ? "arm_64" : "x86_64";
    }
}
