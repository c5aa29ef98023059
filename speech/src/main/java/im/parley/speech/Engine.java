package im.parley.speech;

import java.io.IOException;

/// Finds the words in speech. For one thread.
interface Engine {
    /// Samples a second.
    int RATE = 16_000;

    /// @param samples one channel, [#RATE] samples a second of 16 bits, the low byte first
    /// @return empty where nothing was understood
    String transcribe(byte[] samples) throws IOException;
}
