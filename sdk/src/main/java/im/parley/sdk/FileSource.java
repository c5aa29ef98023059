package im.parley.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a message is to carry. It is read while it is uploaded, piece by piece, and not before.
public sealed interface FileSource {
    /// A file of this machine. An upload that was interrupted goes on where it stopped, for as long as the file
    /// is not changed.
    record OfPath(Path path) implements FileSource {
        /// @throws IllegalArgumentException if the path is missing
        public OfPath {
            Params.present("payload.file", path);
        }

        @Override
        public String name() {
            var name = path.getFileName();
            return name == null ? "" : name.toString();
        }

        @Override
        public long size() {
            try {
                return Files.size(path);
            } catch (IOException unreadable) {
                return 0; // the upload says so
            }
        }
    }

    /// Bytes from elsewhere. They are read once; whoever opened the stream closes it when the send is over.
    ///
    /// @param name the file's name, without folders
    /// @param size how many bytes the stream gives, 1 or more
    record OfStream(String name, long size, InputStream bytes) implements FileSource {
        /// @throws IllegalArgumentException if the name or the stream is missing, or the size is negative
        public OfStream {
            Params.text("payload.file.name", name);
            Params.that(size >= 0, "payload.file.size", size, "0 or more");
            Params.present("payload.file", bytes);
        }
    }

    /// A file of this machine.
    static FileSource of(Path path) {
        return new OfPath(path);
    }

    /// The bytes that a stream gives.
    static FileSource of(String name, long size, InputStream bytes) {
        return new OfStream(name, size, bytes);
    }

    /// Its name without folders.
    String name();

    /// Bytes; 0 for a file that cannot be read.
    long size();
}
