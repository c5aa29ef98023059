package im.parley.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Where the bytes are. Safe for use by many threads; every method may block. Names of uploads and keys are
/// letters, digits, `-` and `_`.
///
/// An upload is what has come of a file so far. It is kept over a crash of the process, and any node that
/// shares the store can go on with it. Only one thread at a time may work on an upload.
public interface BlobStore extends AutoCloseable {
    /// How many bytes of an upload are kept; 0 for an unknown one.
    long received(String upload) throws IOException;

    /// Adds to the end of an upload all that the stream gives.
    ///
    /// @param from what [#received] says
    /// @return how many bytes are kept now
    /// @throws IOException if the stream or the store fails; what had come by then may or may not be kept
    long append(String upload, long from, InputStream bytes) throws IOException;

    /// Throws away what was received; repeatable.
    void discard(String upload) throws IOException;

    /// Makes a received upload the blob `key`, durably. If that was done before, only answers.
    ///
    /// @return the SHA-256 of its bytes
    byte[] finish(String upload, String key) throws IOException;

    /// Stores a file as the blob `key`, durably.
    void put(String key, Path file) throws IOException;

    /// A blob's bytes from `from` on, `length` of them.
    ///
    /// @throws java.io.FileNotFoundException if there is no such blob
    InputStream open(String key, long from, long length) throws IOException;

    /// How many bytes a blob has; -1 if there is none.
    long size(String key) throws IOException;

    /// The file that holds a blob, where there is one.
    Optional<Path> file(String key);

    /// Lets go of a blob; repeatable.
    void delete(String key) throws IOException;

    @Override
    void close();
}
