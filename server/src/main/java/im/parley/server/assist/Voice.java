package im.parley.server.assist;

import java.io.IOException;
import java.io.InputStream;

/// A stored audio file, opened.
///
/// @param name the file's name as it was uploaded; raw PCM is known by its ending `.pcm`
/// @param content the bytes; whoever opened it closes it
public record Voice(String name, InputStream content) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        content.close();
    }
}
