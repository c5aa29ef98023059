package im.parley.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
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
        var table = report.table("Web SDK, bytes", "file", "minified", "minified + gzip -9");
        for (var name : List.of("index.js", "index.umd.cjs")) {
            var file = settings.home().resolve("web/sdk/dist").resolve(name);
            if (!Files.exists(file)) {
                throw new IOException("there is no " + file + ": run ./parley build first");
            }
            var minified = Files.readAllBytes(file);
            var zipped = gzip(minified).length;
            table.row(name, minified.length, zipped);
            report.value(name + "GzipBytes", zipped);
        }
        return report;
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
