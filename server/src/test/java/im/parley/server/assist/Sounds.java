package im.parley.server.assist;

import im.parley.server.process.ChildProcess;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Audio files made by `flite` and `ffmpeg`.
final class Sounds {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Sounds() {}

    static Path ffmpeg() {
        return ChildProcess.find("ffmpeg").orElseThrow(() -> new AssertionError("apt-get install ffmpeg"));
    }

    /// Somebody says it, in a WAV file.
    static byte[] speech(String words) throws Exception {
        var file = Files.createTempFile("speech-", ".wav");
        try {
            ChildProcess.run(
                    List.of("flite", "-voice", "awb", "-t", words, "-o", file.toString()), new byte[0], LIMIT, 9);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /// The WAV file as another format.
    static byte[] as(String ending, byte[] wav, String... options) throws Exception {
        var file = Files.createTempFile("sound-", "." + ending);
        try {
            var command = new ArrayList<>(List.of(ffmpeg().toString(), "-y", "-loglevel", "error", "-i", "pipe:0"));
            command.addAll(List.of(options));
            command.add(file.toString());
            ChildProcess.run(command, wav, LIMIT, 9);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    static Voice voice(String name, byte[] bytes) {
        return new Voice(name, new ByteArrayInputStream(bytes));
    }
}
