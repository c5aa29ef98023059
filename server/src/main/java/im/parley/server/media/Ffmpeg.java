package im.parley.server.media;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.process.ChildProcess;
import im.parley.server.process.ChildProcessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs `ffprobe` and `ffmpeg` where they are installed: one at a time for each core, for a limited time,
/// with limited memory where `prlimit` is there too, and only on the file itself; it may not open what a file
/// refers to.
final class Ffmpeg {
    private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MEMORY = 1L << 30;
    private static final String FORMATS = "mov,mp3,aac,wav,ogg,flac,amr,matroska,webm";
    private static final int OUTPUT_LIMIT = 64 * 1024;
    private static final Semaphore TURNS = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Path ffmpeg;
    private final Path ffprobe;
    private final @Nullable Path prlimit;

    private Ffmpeg(Path ffmpeg, Path ffprobe, @Nullable Path prlimit) {
        this.ffmpeg = ffmpeg;
        this.ffprobe = ffprobe;
        this.prlimit = prlimit;
    }

    /// Empty where it is not installed.
    static Optional<Ffmpeg> find() {
        return ChildProcess.find("ffmpeg")
                .flatMap(ffmpeg -> ChildProcess.find("ffprobe")
                        .map(ffprobe -> new Ffmpeg(
                                ffmpeg, ffprobe, ChildProcess.find("prlimit").orElse(null))));
    }

    /// Length in seconds and whether there are moving pictures; empty for what it cannot read.
    Optional<Timing> probe(Path file) {
        var answer = run(List.of(
                ffprobe.toString(),
                "-v",
                "error",
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                FORMATS,
                "-show_entries",
                "format=duration:stream=codec_type",
                "-of",
                "json",
                "file:" + file));
        return answer.flatMap(Ffmpeg::timing);
    }

    /// @param seconds 0 where unknown
    record Timing(double seconds, boolean hasVideo) {}

    private static Optional<Timing> timing(byte[] json) {
        try {
            var tree = ProtocolJson.mapper().readTree(json);
            var video = false;
            var streams = tree.path("streams");
            for (JsonNode stream : streams) {
                video |= stream.path("codec_type").asText().equals("video");
            }
            var seconds = tree.path("format").path("duration").asText("");
            return streams.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Timing(seconds.isEmpty() ? 0 : Double.parseDouble(seconds), video));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /// Writes the first picture of a video as JPEG, at most 1280 pixels wide.
    ///
    /// @return whether there is one
    boolean snapshot(Path video, Path target) {
        var done = run(List.of(
                ffmpeg.toString(),
                "-v",
                "error",
                "-nostdin",
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                FORMATS,
                "-threads",
                "1",
                "-i",
                "file:" + video,
                "-map_metadata",
                "-1",
                "-an",
                "-frames:v",
                "1",
                "-vf",
                "scale='min(1280,iw)':-2",
                "-f",
                "mjpeg",
                "-y",
                "file:" + target));
        return done.isPresent() && Files.exists(target);
    }

    private Optional<byte[]> run(List<String> command) {
        var whole = new ArrayList<String>();
        if (prlimit != null) {
            whole.addAll(List.of(prlimit.toString(), "--as=" + MEMORY, "--cpu=" + PATIENCE.toSeconds(), "--core=0"));
        }
        whole.addAll(command);
        TURNS.acquireUninterruptibly();
        try {
            return Optional.of(ChildProcess.run(whole, new byte[0], PATIENCE, OUTPUT_LIMIT));
        } catch (ChildProcessException failed) {
            LOG.debug("a file cannot be read: {}", failed.getMessage());
            return Optional.empty();
        } finally {
            TURNS.release();
        }
    }
}
