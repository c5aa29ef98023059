package im.parley.server.assist;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The formats of `convertVoiceToText#3`, told apart by their first bytes.
enum AudioFormat {
    WAV("wav"),
    /// Without a header, and so known by the file's name: 16,000 samples a second, 16 bits, one channel.
    PCM("s16le"),
    OGG_OPUS("ogg"),
    SPEEX("ogg"),
    /// There is no free decoder of it that a distribution brings, `ffmpeg` included.
    SILK(null),
    MP3("mp3"),
    M4A("mov"),
    AAC("aac"),
    AMR("amr");

    /// As many first bytes as [#of] wants to see.
    static final int HEAD_BYTES = 64;

    private static final int OGG_PACKET = 28; // where the first packet of an Ogg file starts
    private static final int BRAND = 8; // where an MP4 file names its kind
    private static final List<String> MP4_BRANDS = List.of("M4A", "M4B", "mp4", "iso", "3gp", "3g2", "dash");

    private final Optional<String> demuxer;

    AudioFormat(@Nullable String demuxer) {
        this.demuxer = Optional.ofNullable(demuxer);
    }

    /// What `ffmpeg -f` calls it; empty where it cannot read it.
    Optional<String> demuxer() {
        return demuxer;
    }

    /// @param head the first bytes of the file
    /// @param name the file's name
    /// @return empty for any other format
    static Optional<AudioFormat> of(byte[] head, String name) {
        if (has(head, 0, "RIFF") && has(head, 8, "WAVE")) {
            return Optional.of(WAV);
        }
        if (has(head, 0, "OggS")) {
            return has(head, OGG_PACKET, "OpusHead")
                    ? Optional.of(OGG_OPUS)
                    : has(head, OGG_PACKET, "Speex   ") ? Optional.of(SPEEX) : Optional.empty();
        }
        if (has(head, 0, "#!SILK") || has(head, 1, "#!SILK")) { // some writers put a byte in front
            return Optional.of(SILK);
        }
        if (has(head, 0, "#!AMR")) {
            return Optional.of(AMR);
        }
        if (has(head, 4, "ftyp") && MP4_BRANDS.stream().anyMatch(brand -> has(head, BRAND, brand))) {
            return Optional.of(M4A);
        }
        return has(head, 0, "ID3") ? Optional.of(MP3) : frames(head).or(() -> raw(head, name));
    }

    /// MP3 and ADTS begin with eleven bits that are set; the layer tells them apart.
    private static Optional<AudioFormat> frames(byte[] head) {
        if (head.length < 2 || head[0] != (byte) 0xff || (head[1] & 0xe0) != 0xe0) {
            return Optional.empty();
        }
        int layer = head[1] >> 1 & 3;
        if (layer == 0) {
            return (head[1] & 0x10) != 0 ? Optional.of(AAC) : Optional.empty();
        }
        return layer == 1 ? Optional.of(MP3) : Optional.empty();
    }

    private static Optional<AudioFormat> raw(byte[] head, String name) {
        return head.length > 0 && name.toLowerCase(Locale.ROOT).endsWith(".pcm") ? Optional.of(PCM) : Optional.empty();
    }

    private static boolean has(byte[] head, int at, String text) {
        var wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= at + wanted.length
                && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
