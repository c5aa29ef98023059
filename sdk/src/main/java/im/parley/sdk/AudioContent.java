package im.parley.sdk;

import java.nio.file.Path;

/// What an audio message is made of.
///
/// @param file the recording
/// @param duration its length in milliseconds; 0 where the app does not know it: what the server finds counts
public record AudioContent(FileSource file, long duration) {
    /// @throws IllegalArgumentException if the file is missing or the duration is negative
    public AudioContent {
        Params.present("payload.file", file);
        Params.that(duration >= 0, "payload.file.duration", duration, "0 or more milliseconds");
    }

    /// A file of this machine.
    public static AudioContent of(Path file, long duration) {
        return new AudioContent(FileSource.of(file), duration);
    }
}
