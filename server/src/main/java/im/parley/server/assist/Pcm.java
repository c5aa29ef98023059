package im.parley.server.assist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Sound as recognisers take it: one channel, 16,000 samples a second of 16 bits, the low byte first.
///
/// @param samples not to be written to
record Pcm(byte[] samples) {
    static final int RATE = 16_000;
    private static final int BYTES_PER_SAMPLE = 2;
    static final int BYTES_PER_SECOND = RATE * BYTES_PER_SAMPLE;
    private static final int HEADER = 44;

    /// The same as a WAV file.
    byte[] wav() {
        return ByteBuffer.allocate(HEADER + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(HEADER - 8 + samples.length)
                .put(ascii("WAVEfmt "))
                .putInt(16) // size of this part
                .putShort((short) 1) // PCM
                .putShort((short) 1) // channels
                .putInt(RATE)
                .putInt(BYTES_PER_SECOND)
                .putShort((short) BYTES_PER_SAMPLE)
                .putShort((short) (8 * BYTES_PER_SAMPLE))
                .put(ascii("data"))
                .putInt(samples.length)
                .put(samples)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
