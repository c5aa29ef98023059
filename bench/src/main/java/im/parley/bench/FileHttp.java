package im.parley.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The least of an HTTP client, on one connection, so that the server is what is measured. For one thread.
final class FileHttp implements Closeable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final FileBytes bytes;

    FileHttp(InetSocketAddress server, FileBytes bytes) throws IOException {
        this.bytes = bytes;
        socket.setTcpNoDelay(true);
        socket.connect(server);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Sends the file of this number and returns when the server has answered.
    void put(String target, int number) throws IOException {
        head("PUT " + target, "Content-Length: " + bytes.size() + "\r\n");
        bytes.write(socket.getOutputStream(), number);
        bytes.drop(in, answer());
    }

    /// Takes a file and throws it away.
    void get(String target) throws IOException {
        head("GET " + target, "");
        long size = answer();
        if (size != bytes.size()) {
            throw new IOException("a file came with " + size + " bytes");
        }
        bytes.drop(in, size);
    }

    private void head(String request, String headers) throws IOException {
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /// @return bytes of the body
    private long answer() throws IOException {
        var status = line();
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IOException("the server answers " + status);
        }
        long length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var parts = header.split(":", 2);
            if (parts[0].toLowerCase(Locale.ROOT).equals("content-length")) {
                length = Long.parseLong(parts[1].strip());
            }
        }
        return length;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
