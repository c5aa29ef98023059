package im.parley.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reports as files: one JSON document for each, with the date and the machine.
final class Results {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Results() {}

    /// @param machine from [Machine#describe]
    /// @return the file written
    static Path write(Settings settings, Map<String, Object> machine, Report report, Instant begun) throws IOException {
        Files.createDirectories(settings.results());
        var document = new LinkedHashMap<String, Object>();
        document.put("date", begun.toString());
        document.put("machine", machine);
        document.put("quick", settings.quick());
        document.put("runs", settings.runs());
        document.put("spanSeconds", settings.span().toSeconds());
        document.put("report", report.json());
        var file = settings.results().resolve(report.name() + '-' + FILE_TIME.format(begun) + ".json");
        MAPPER.writeValue(file.toFile(), document);
        return file;
    }
}
