package im.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// A folder that is gone, with everything in it, when closed. Others may look into it: PostgreSQL and
/// ejabberd run as users of their own.
record TempFolder(Path path) implements AutoCloseable {
    static TempFolder create(String name) throws IOException {
        var path = Files.createTempDirectory("parley-bench-" + name + "-");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new TempFolder(path);
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return; // a process that had just ended took it along
        } catch (IOException | UncheckedIOException failed) {
            System.err.println("cannot remove " + path + ": " + failed);
        }
    }
}
