package im.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// One HTTP request byte for byte as a test wants it, and what comes back.
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE = 20_000; // milliseconds
    private static final int PATIENCE_WITH_ODD_ONES = 500;

    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param status 0: the connection was closed without an answer
    record Answer(int status, Map<String, String> headers, String body) {
        OptionalLong number(String header) {
            var text = headers.get(header);
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        }
    }

    /// Sends as much as the server takes: it may answer and close before it has read everything.
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // what it answered can still be read
        }
    }

    /// Says that nothing more will come.
    void end() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // it knows already
        }
    }

    /// The answer to something that may be no whole request: a server that waits for more of it is told that there is
    /// none.
    Answer answerOrEnd() throws IOException {
        socket.setSoTimeout(PATIENCE_WITH_ODD_ONES);
        try {
            return answer(false);
        } catch (SocketTimeoutException waiting) {
            end();
            socket.setSoTimeout(PATIENCE);
            return answer(false);
        }
    }

    /// Reads the answer; those that only say "continue" are passed over.
    ///
    /// @param withoutBody as after `HEAD`
    Answer answer(boolean withoutBody) throws IOException {
        while (true) {
            var line = line();
            if (line.isEmpty()) {
                return new Answer(0, Map.of(), "");
            }
            int status = Integer.parseInt(line.split(" ")[1]);
            var headers = new HashMap<String, String>();
            for (var header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
            if (status != 100) {
                int length = withoutBody ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
                return new Answer(status, headers, new String(in.readNBytes(length), ISO_8859_1));
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
        } catch (SocketException reset) {
            return ""; // by a server that had closed while more was coming
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
