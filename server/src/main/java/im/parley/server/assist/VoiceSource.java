package im.parley.server.assist;

import java.io.IOException;
import java.util.Optional;

/// Opens the audio of messages. Safe for use by many threads; blocks.
@FunctionalInterface
public interface VoiceSource {
    /// @param uuid from the payload of an audio message
    /// @return empty where nothing is stored under this name
    Optional<Voice> open(String uuid) throws IOException;
}
