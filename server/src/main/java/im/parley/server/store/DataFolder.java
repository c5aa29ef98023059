package im.parley.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/// Small things that are done to files and folders.
public final class DataFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private DataFolder() {}

    /// Makes the folder, for its owner alone, if it is missing.
    public static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            permit(folder, "rwx------");
        }
    }

    /// A file that only its owner reads, never seen half written.
    public static void writeSecret(Path file, String text) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        if (isPosix(file)) {
            Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void permit(Path path, String permissions) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /// Makes a rename in this folder survive a power cut.
    public static void sync(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (var channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static StoreException unusable(Path folder, IOException failure) {
        return new StoreException(whyUnusable(folder, failure), failure);
    }

    /// In one sentence.
    public static String whyUnusable(Path folder, IOException failure) {
        var reason = Database.oneLine(failure.getMessage());
        if (reason.contains("No space left")) {
            return "The disk of the data folder " + folder + " is full.";
        }
        if (Files.isRegularFile(folder)) {
            return "The data folder " + folder + " is a file.";
        }
        if (failure instanceof AccessDeniedException) {
            return "The data folder " + folder + " cannot be written to by user " + System.getProperty("user.name")
                    + ".";
        }
        return "The data folder " + folder + " cannot be used ("
                + failure.getClass().getSimpleName() + ": " + reason + ").";
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
