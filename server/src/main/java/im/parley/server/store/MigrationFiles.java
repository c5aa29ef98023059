package im.parley.server.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The migrations that this program brings, known by version and checksum as Flyway writes them down.
final class MigrationFiles {
    private static final String FOLDER = "db/migration";
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private MigrationFiles() {}

    /// Version → checksum.
    static Map<String, Integer> checksums() throws IOException {
        var checksums = new HashMap<String, Integer>();
        for (var file : names()) {
            var name = NAME.matcher(file);
            if (name.matches()) {
                checksums.put(name.group(1), checksum(FOLDER + '/' + file));
            }
        }
        return checksums;
    }

    private static List<String> names() throws IOException {
        var folder = MigrationFiles.class.getClassLoader().getResource(FOLDER);
        if (folder == null) {
            throw new IOException("this build has no " + FOLDER);
        }
        if (folder.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER + '/'))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .toList();
        }
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (URISyntaxException broken) {
            throw new IOException(broken);
        }
    }

    /// Flyway's: over the lines without their ends.
    private static int checksum(String resource) throws IOException {
        var sum = new CRC32();
        try (var bytes = MigrationFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IOException("this build has no " + resource);
            }
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }
}
