package im.parley.bench;

import java.io.IOException;

/// A way for files up and down, by which one thread moves one file after the other over a connection of its
/// own.
interface FileRoute extends AutoCloseable {
    /// Brings a file and returns when it is safe and can be had.
    ///
    /// @param number names it
    void up(int number) throws IOException, InterruptedException;

    /// Fetches a file that was brought, and throws its bytes away.
    void down(int number) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
