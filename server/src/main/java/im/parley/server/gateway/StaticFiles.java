package im.parley.server.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the chat page and, below `/console`, of the operator's console, read once and kept. Safe for
/// use by many threads.
///
/// A path without an extension is the page itself, which has addresses of its own.
public final class StaticFiles {
    private static final String INDEX = "index.html";
    private static final String CONSOLE = "console/";

    /// What a build puts a hash of the content into: `assets/index-B4x9_zQa.js`. Such a file never changes.
    private static final Pattern HASHED = Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");

    private static final Pattern SAFE =
            Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]*(/[A-Za-z0-9_@-][A-Za-z0-9._@-]*)*");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("cjs", "text/javascript; charset=utf-8"),
            Map.entry("ts", "text/plain; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Source source;
    private final Map<String, Optional<StaticFile>> kept = new ConcurrentHashMap<>();

    private StaticFiles(Source source) {
        this.source = source;
    }

    /// Files below a folder of the class path, such as `web`.
    public static StaticFiles onClassPath(String folder) {
        var loader = StaticFiles.class.getClassLoader();
        return new StaticFiles(path -> {
            try (InputStream in = loader.getResourceAsStream(folder + "/" + path)) {
                return in == null ? null : in.readAllBytes();
            }
        });
    }

    /// Files below a folder of the disk.
    public static StaticFiles inFolder(Path folder) {
        return new StaticFiles(path -> {
            var file = folder.resolve(path);
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        });
    }

    /// Whether the chat page was built.
    public boolean hasPage() {
        return load(INDEX).isPresent();
    }

    /// @param path of the address, decoded, starting with a slash
    Optional<StaticFile> find(String path) {
        var name = path.length() <= 1 ? INDEX : path.substring(1);
        var page = (name + "/").startsWith(CONSOLE) ? CONSOLE + INDEX : INDEX;
        if (name.equals(CONSOLE)) {
            return load(page);
        }
        if (!SAFE.matcher(name).matches()) {
            return Optional.empty();
        }
        // never a folder, which a jar gives for an empty file
        return load(name.substring(name.lastIndexOf('/') + 1).contains(".") ? name : page);
    }

    private Optional<StaticFile> load(String name) {
        var known = kept.get(name);
        if (known != null) {
            return known;
        }
        try {
            var content = source.read(name);
            if (content == null) {
                return Optional.empty(); // not remembered: there are more names than files
            }
            var file = Optional.of(new StaticFile(
                    content, type(name), etag(content), HASHED.matcher(name).matches()));
            kept.put(name, file);
            return file;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name, unreadable);
        }
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static String etag(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Source {
        byte @Nullable [] read(String path) throws IOException;
    }

    /// One file.
    ///
    /// @param etag in quotes, changes with the content
    /// @param immutable the content never changes under this name
    record StaticFile(byte[] content, String type, String etag, boolean immutable) {}
}
