package im.parley.server.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// How long a recording or video is: by `ffprobe` where it is installed, otherwise by what MP4 and QuickTime
/// files say of themselves and by the length of WAV files.
final class Timings {
    private static final int WAV_BYTES_PER_SECOND = 28;

    private Timings() {}

    /// Seconds; empty for what cannot be played: broken, cut off, or without the moving pictures of a video.
    static OptionalDouble of(Path file, FileType type, boolean video, Optional<Ffmpeg> ffmpeg) {
        if (ffmpeg.isPresent()) {
            return ffmpeg.get()
                    .probe(file)
                    .filter(timing -> timing.hasVideo() || !video)
                    .map(timing -> OptionalDouble.of(timing.seconds()))
                    .orElse(OptionalDouble.empty());
        }
        try {
            return switch (type) {
                case MP4, M4A, QUICKTIME -> own(ImageMetadataReader.readMetadata(file.toFile()));
                case WAV -> OptionalDouble.of(wav(file));
                default -> OptionalDouble.of(0);
            };
        } catch (IOException | ImageProcessingException | MetadataException | RuntimeException unreadable) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble own(Metadata metadata) throws MetadataException {
        var mp4 = metadata.getFirstDirectoryOfType(Mp4Directory.class);
        if (mp4 != null && mp4.containsTag(Mp4Directory.TAG_DURATION_SECONDS)) {
            return OptionalDouble.of(Objects.requireNonNull(mp4.getRational(Mp4Directory.TAG_DURATION_SECONDS))
                    .doubleValue());
        }
        var mov = metadata.getFirstDirectoryOfType(QuickTimeDirectory.class);
        if (mov != null && mov.containsTag(QuickTimeDirectory.TAG_DURATION_SECONDS)) {
            return OptionalDouble.of(Objects.requireNonNull(mov.getRational(QuickTimeDirectory.TAG_DURATION_SECONDS))
                    .doubleValue());
        }
        return OptionalDouble.empty();
    }

    private static double wav(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = ByteBuffer.wrap(in.readNBytes(FileType.BYTES_NEEDED)).order(ByteOrder.LITTLE_ENDIAN);
            int perSecond = head.getInt(WAV_BYTES_PER_SECOND);
            return perSecond <= 0 ? 0 : (double) Files.size(file) / perSecond;
        }
    }
}
