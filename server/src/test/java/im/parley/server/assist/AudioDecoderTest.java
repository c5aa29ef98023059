package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudioDecoderTest {
    private final AudioDecoder decoder = new AudioDecoder(Sounds.ffmpeg());
    private byte[] wav = new byte[0];

    @BeforeAll
    void somebodySpeaks() throws Exception {
        wav = Sounds.speech("good morning");
    }

    private void isRead(String name, byte[] file) throws Exception {
        int samples = decoder.decode(Sounds.voice(name, file)).samples().length;
        assertThat(samples).as(name).isCloseTo(wav.length - 44, Percentage.withPercentage(20));
    }

    private static void refused(int code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    @Rule("convertVoiceToText#3")
    void all_formats_of_the_contract_but_one_are_read() throws Exception {
        isRead("a.wav", wav);
        isRead("a.pcm", Arrays.copyOfRange(wav, 44, wav.length));
        isRead("a.ogg", Sounds.as("ogg", wav, "-c:a", "libopus"));
        isRead("a.spx", Sounds.as("spx", wav, "-c:a", "libspeex"));
        isRead("a.mp3", Sounds.as("mp3", wav));
        isRead("a.mp3", Sounds.as("mp3", wav, "-write_xing", "0", "-id3v2_version", "0"));
        isRead("a.m4a", Sounds.as("m4a", wav));
        isRead("a.aac", Sounds.as("aac", wav));
        isRead("a.amr", amr());
        refused(
                2119,
                "SILK, for which this server has no decoder",
                () -> decoder.decode(Sounds.voice("a.silk", "\u0002#!SILK_V3".getBytes(StandardCharsets.US_ASCII))));
    }

    /// As long as the speech; nothing here makes AMR, so it is frames of the lowest rate with arbitrary content.
    private byte[] amr() {
        var header = "#!AMR\n".getBytes(StandardCharsets.US_ASCII);
        int frames = (wav.length - 44) / (Pcm.BYTES_PER_SECOND / 50);
        var file = Arrays.copyOf(header, header.length + 13 * frames);
        for (int i = 0; i < frames; i++) {
            file[header.length + 13 * i] = 0x04;
        }
        return file;
    }

    @Test
    void another_format_is_refused() throws Exception {
        var vorbis = Sounds.as("ogg", wav, "-c:a", "libvorbis");
        var flac = Sounds.as("flac", wav);
        refused(2119, "of another format", () -> decoder.decode(Sounds.voice("a.ogg", vorbis)));
        refused(2119, "of another format", () -> decoder.decode(Sounds.voice("a.wav", flac)));
        refused(2119, "of another format", () -> decoder.decode(Sounds.voice("a.wav", new byte[0])));
    }

    @Test
    void a_list_of_other_files_is_no_audio() {
        var list = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".getBytes(StandardCharsets.US_ASCII);
        refused(2119, "of another format", () -> decoder.decode(Sounds.voice("a.mp3", list)));
    }

    @Test
    void broken_audio_is_refused_without_the_name_of_a_file_here() {
        var broken = Arrays.copyOf("RIFF1234WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 100);
        refused(2118, "the audio could not be read", () -> decoder.decode(Sounds.voice("a.wav", broken)));
        assertThatThrownBy(() -> decoder.decode(Sounds.voice("a.wav", broken)))
                .message()
                .doesNotContain("parley-voice");
    }

    @Test
    void audio_that_is_too_long_is_refused_though_its_file_is_small() throws Exception {
        var hours =
                Sounds.as("mp3", new Pcm(new byte[0]).wav(), "-af", "apad=whole_dur=700", "-ar", "8000", "-b:a", "8k");
        refused(2118, "longer than 600 s", () -> decoder.decode(Sounds.voice("a.mp3", hours)));
    }
}
