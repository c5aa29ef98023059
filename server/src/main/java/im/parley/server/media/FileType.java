package im.parley.server.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// What a file's first bytes say it is. Nothing else is believed: neither its name nor what the sender calls
/// it.
enum FileType {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    GIF("gif", "image/gif"),
    BMP("bmp", "image/bmp"),
    WEBP("webp", "image/webp"),
    MP4("mp4", "video/mp4"),
    QUICKTIME("mov", "video/quicktime"),
    M4A("m4a", "audio/mp4"),
    WEBM("webm", "video/webm"),
    OGG("ogg", "audio/ogg"),
    MP3("mp3", "audio/mpeg"),
    AAC("aac", "audio/aac"),
    WAV("wav", "audio/wav"),
    FLAC("flac", "audio/flac"),
    AMR("amr", "audio/amr"),
    SILK("silk", "audio/silk"),
    PDF("pdf", "application/pdf"),
    /// Something else. Never shown, only downloaded.
    OTHER("bin", "application/octet-stream");

    /// How many bytes [#of] wants to see.
    static final int BYTES_NEEDED = 64;

    private static final Set<FileType> IMAGES = Set.of(JPEG, PNG, GIF, BMP, WEBP);
    private static final Set<FileType> VIDEOS = Set.of(MP4, QUICKTIME);
    private static final Set<FileType> PLAYABLE = Set.of(MP4, QUICKTIME, M4A, WEBM, OGG, MP3, AAC, WAV, FLAC, AMR);

    private final String format;
    private final String contentType;

    FileType(String format, String contentType) {
        this.format = format;
        this.contentType = contentType;
    }

    /// Short name, such as `jpg`.
    String format() {
        return format;
    }

    /// For the header `Content-Type`.
    String contentType() {
        return contentType;
    }

    boolean isImage() {
        return IMAGES.contains(this);
    }

    boolean isVideo() {
        return VIDEOS.contains(this);
    }

    /// A recording may be of a kind that nothing tells, such as raw PCM or speex, but of no kind that is
    /// something else.
    boolean mayBeAudio() {
        return this == OTHER || this == SILK || PLAYABLE.contains(this);
    }

    /// Whether a browser may show it in place: it can hold no script.
    boolean isSafeInline() {
        return isImage() || PLAYABLE.contains(this);
    }

    /// @param head the first [#BYTES_NEEDED] bytes, or all if there are fewer
    static FileType of(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (starts(head, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        } else if (starts(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PNG;
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        } else if (text.startsWith("BM") && head.length >= 26) {
            return BMP;
        } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        } else if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
            return WAV;
        } else if (text.startsWith("ftyp", 4)) {
            return isoMedia(text);
        } else if (text.startsWith("moov", 4) || text.startsWith("mdat", 4) || text.startsWith("wide", 4)) {
            return QUICKTIME;
        } else if (starts(head, 0x1A, 0x45, 0xDF, 0xA3)) {
            return WEBM;
        } else if (text.startsWith("OggS")) {
            return OGG;
        } else if (text.startsWith("fLaC")) {
            return FLAC;
        } else if (text.startsWith("#!AMR")) {
            return AMR;
        } else if (text.startsWith("#!SILK") || text.startsWith("#!SILK", 1)) {
            return SILK;
        } else if (text.startsWith("%PDF-")) {
            return PDF;
        }
        return mpegAudio(head, text);
    }

    private static FileType isoMedia(String text) {
        if (text.startsWith("qt  ", 8)) {
            return QUICKTIME;
        }
        return text.startsWith("M4A", 8) || text.startsWith("M4B", 8) ? M4A : MP4;
    }

    /// MP3 and AAC begin with eleven or twelve set bits; layer 0 is AAC.
    private static FileType mpegAudio(byte[] head, String text) {
        if (text.startsWith("ID3")) {
            return MP3;
        }
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0) {
            if ((head[1] & 0xF6) == 0xF0) {
                return AAC;
            }
            return (head[1] & 0x06) == 0 ? OTHER : MP3;
        }
        return OTHER;
    }

    private static boolean starts(byte[] head, int... with) {
        return head.length >= with.length
                && Arrays.equals(
                        Arrays.copyOf(head, with.length),
                        new String(with, 0, with.length).getBytes(StandardCharsets.ISO_8859_1));
    }
}
