package im.parley.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// How much a browser loads for the web SDK.
final class WebBench implements Benchmark {
    @Override
    public String name() {
        return "web";
    }

    @Override
    public String about() {
        return "size of the web SDK, minified, with gzip";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table("Web SDK, bytes", "file", "as built", "minified", "minified + gzip -9");
        for (var name : List.of("index.js", "index.umd.cjs")) {
            var file = settings.home().resolve("web/sdk/dist").resolve(name);
            if (!Files.exists(file)) {
                throw new IOException("there is no " + file + ": run ./parley build first");
            }
            var minified = minify(settings.home(), file);
            var zipped = gzip(minified).length;
            table.row(name, Files.size(file), minified.length, zipped);
            report.value(name + "GzipBytes", zipped);
        }
        return report;
    }

    /// With the esbuild that builds the SDK.
    private static byte[] minify(Path home, Path file) throws IOException, InterruptedException {
        var esbuild = home.resolve("node_modules/.bin/esbuild");
        if (!Files.exists(esbuild)) {
            return Files.readAllBytes(file);
        }
        var output = Files.createTempFile("parley-bench", ".js");
        try {
            ChildProcess.run(List.of(
                    esbuild.toString(),
                    file.toString(),
                    "--minify",
                    "--log-level=error",
                    "--outfile=" + output,
                    "--allow-overwrite"));
            return Files.readAllBytes(output);
        } finally {
            Files.delete(output);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
