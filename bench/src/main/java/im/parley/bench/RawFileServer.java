package im.parley.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The least that a file server can do, as the ceiling for the real one: bytes from a socket into a file that
/// is forced to the disk, and files into a socket by the kernel. A process of its own, so that its CPU counts
/// apart.
///
/// A request is a letter and two numbers of 8 bytes, name and size: `U` brings a file and gets one byte when
/// it is on the disk, `D` gets one.
final class RawFileServer {
    static final int HEAD_BYTES = 1 + 2 * Long.BYTES;
    private static final int PIECE = 128 * 1024;

    private RawFileServer() {}

    /// @param arguments the folder for files; the port is printed
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            System.out.println("port " + ((InetSocketAddress) server.getLocalAddress()).getPort());
            while (true) {
                var client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client, folder));
            }
        }
    }

    private static void serve(SocketChannel client, Path folder) {
        try (client) {
            var in = new DataInputStream(client.socket().getInputStream());
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                var file = folder.resolve("raw-" + in.readLong());
                var size = in.readLong();
                if (letter == 'U') {
                    receive(client, file, size);
                } else {
                    send(client, file, size);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void receive(SocketChannel client, Path file, long size) throws IOException {
        var piece = ByteBuffer.allocateDirect(PIECE);
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0; ) {
                piece.clear().limit((int) Math.min(PIECE, left));
                int n = client.read(piece);
                if (n < 0) {
                    throw new IOException("the file ended early");
                }
                left -= n;
                piece.flip();
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
            }
            out.force(true);
        }
        client.write(ByteBuffer.wrap(new byte[1]));
    }

    private static void send(SocketChannel client, Path file, long size) throws IOException {
        try (var in = FileChannel.open(file)) {
            for (long at = 0; at < size; ) {
                at += in.transferTo(at, size - at, client);
            }
        }
    }

    /// Lets go of what was brought.
    static void clear(Path folder, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.deleteIfExists(folder.resolve("raw-" + i));
        }
    }
}
