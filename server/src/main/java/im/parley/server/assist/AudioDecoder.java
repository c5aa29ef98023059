package im.parley.server.assist;

import im.parley.protocol.ErrorCode;
import im.parley.server.process.ChildProcess;
import im.parley.server.process.ChildProcessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes samples of audio files with `ffmpeg`, which runs as a process of its own: for a limited time, with
/// the format given rather than guessed, and able to open this one file and nothing else, no address above all.
/// Safe for use by many threads; blocks.
final class AudioDecoder {
    /// Longest speech that is read: a recording's longest time (`createAudioMessage#3`).
    static final int MAX_SECONDS = 600;

    /// Largest file that is read (`createAudioMessage#5`).
    static final int MAX_FILE_BYTES = 20 << 20;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path ffmpeg;

    AudioDecoder(Path ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#UNSUPPORTED_VOICE_FORMAT], or
    ///     [ErrorCode#VOICE_TO_TEXT_FAIL] for a file that is broken or too long
    Pcm decode(Voice voice) throws IOException {
        var bytes = voice.content().readNBytes(MAX_FILE_BYTES + 1);
        if (bytes.length > MAX_FILE_BYTES) {
            throw ErrorCode.VOICE_TO_TEXT_FAIL.because(
                    "the audio has more than " + MAX_FILE_BYTES + " bytes, expected at most as many");
        }
        var head = Arrays.copyOf(bytes, Math.min(bytes.length, AudioFormat.HEAD_BYTES));
        var format = AudioFormat.of(head, voice.name())
                .orElseThrow(() -> ErrorCode.UNSUPPORTED_VOICE_FORMAT.because("the audio is of another format, expected"
                        + " wav, pcm, ogg-opus, speex, silk, mp3, m4a, aac or amr"));
        var demuxer = format.demuxer()
                .orElseThrow(() -> ErrorCode.UNSUPPORTED_VOICE_FORMAT.because(
                        "the audio is " + format + ", for which this server has no decoder: ffmpeg has none"));
        var file = Files.createTempFile("parley-voice-", ".audio"); // a pipe will not do: m4a is read from its end
        try {
            Files.write(file, bytes);
            return decode(file, format, demuxer);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Pcm decode(Path file, AudioFormat format, String demuxer) {
        var command = new ArrayList<>(List.of(ffmpeg.toString(), "-nostdin", "-hide_banner", "-loglevel", "error"));
        command.addAll(List.of("-threads", "1", "-protocol_whitelist", "file", "-f", demuxer));
        if (format == AudioFormat.PCM) {
            command.addAll(List.of("-ar", String.valueOf(Pcm.RATE), "-ac", "1"));
        }
        command.addAll(List.of("-i", file.toString(), "-map", "0:a:0", "-t", String.valueOf(MAX_SECONDS + 1)));
        command.addAll(List.of("-ac", "1", "-ar", String.valueOf(Pcm.RATE), "-f", "s16le", "pipe:1"));
        byte[] samples;
        try {
            samples = ChildProcess.run(command, new byte[0], LIMIT, (MAX_SECONDS + 2) * Pcm.BYTES_PER_SECOND);
        } catch (ChildProcessException broken) {
            var message = broken.getMessage().replace(file.toString(), "the audio");
            throw ErrorCode.VOICE_TO_TEXT_FAIL.because("the audio could not be read: " + message);
        }
        if (samples.length > MAX_SECONDS * Pcm.BYTES_PER_SECOND) {
            throw ErrorCode.VOICE_TO_TEXT_FAIL.because("the audio is longer than " + MAX_SECONDS + " s");
        }
        if (samples.length == 0) {
            throw ErrorCode.VOICE_TO_TEXT_FAIL.because("there is no sound in the audio");
        }
        return new Pcm(samples);
    }
}
