package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// To a [RawFileServer].
final class RawFileRoute implements FileRoute {
    private final Socket socket = new Socket();
    private final FileBytes bytes;

    RawFileRoute(InetSocketAddress server, FileBytes bytes) throws IOException {
        this.bytes = bytes;
        socket.connect(server);
    }

    @Override
    public void up(int number) throws IOException {
        ask('U', number);
        bytes.write(socket.getOutputStream(), number);
        bytes.drop(socket.getInputStream(), 1);
    }

    @Override
    public void down(int number) throws IOException {
        ask('D', number);
        bytes.drop(socket.getInputStream(), bytes.size());
    }

    private void ask(char letter, int number) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(RawFileServer.HEAD_BYTES)
                        .put((byte) letter)
                        .putLong(number)
                        .putLong(bytes.size())
                        .array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
