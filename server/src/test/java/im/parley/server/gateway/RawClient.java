package im.parley.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A WebSocket client that also says what no client should: bytes as the test wants them.
final class RawClient implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /// One frame from the server.
    record Received(int opcode, byte[] payload) {
        JsonNode json() throws IOException {
            return ProtocolJson.mapper().readTree(payload);
        }

        /// The code of a close frame.
        int closeCode() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    private RawClient(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// Connected, nothing said yet.
    static RawClient connect(int port) throws IOException {
        return new RawClient(port, 0);
    }

    /// A chat socket of the test's app.
    static RawClient open(int port) throws IOException {
        return open(port, "/ws?v=1&sdkappid=1400000001", 0);
    }

    static RawClient open(int port, String path, int receiveBuffer) throws IOException {
        var client = new RawClient(port, receiveBuffer);
        var answer = client.http("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 101 ") || !answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException("no handshake: " + answer);
        }
        return client;
    }

    /// Sends a request and reads the answer's head.
    String http(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    void send(String text) throws IOException {
        send(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param head FIN bit, reserved bits and opcode
    void send(int head, byte[] payload) throws IOException {
        raw(frame(head, payload));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    static byte[] frame(int head, byte[] payload) {
        var frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(head);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    /// The next frame; waits ten seconds.
    Received read() throws IOException {
        int head = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        var payload = new byte[(int) length];
        in.readFully(payload);
        return new Received(head & 0x0f, payload);
    }

    JsonNode readJson() throws IOException {
        return read().json();
    }

    /// Asks and waits for the answer with the same ID.
    JsonNode call(long id, String op, String body) throws IOException {
        send("{\"id\":" + id + ",\"op\":\"" + op + "\",\"body\":" + body + "}");
        for (var frame = read(); ; frame = read()) {
            if (frame.opcode() == CLOSE) {
                throw new IOException("closed with " + frame.closeCode());
            }
            if (frame.opcode() == TEXT && frame.json().path("id").asLong(-1) == id) {
                return frame.json();
            }
        }
    }

    void signIn(String userID) throws IOException {
        var answer = call(
                1,
                "session.login",
                "{\"userID\":\"" + userID + "\",\"userSig\":\"s\",\"instanceID\":\"i\",\"platform\":\"Web\"}");
        if (answer.get("code").asInt() != 0) {
            throw new IOException("no sign-in: " + answer);
        }
    }

    /// Reads until the server closes.
    ///
    /// @return the code of its close frame, 1006 if it sent none
    int closeCode() throws IOException {
        try {
            for (var frame = read(); ; frame = read()) {
                if (frame.opcode() == CLOSE) {
                    return frame.closeCode();
                }
            }
        } catch (EOFException | SocketException gone) {
            return 1006;
        }
    }

    /// Whether the server closed the connection below the WebSocket, within ten seconds.
    boolean isCut() throws IOException {
        try {
            while (in.read() >= 0) {} // whatever else it said
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
