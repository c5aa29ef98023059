package im.parley.bench;

import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.GetMediaAccess;
import im.parley.protocol.media.MediaKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// To a Parley server, as a user does it: announced and completed over the chat socket, the bytes over HTTP.
/// The least of an HTTP client, so that the server is what is measured.
final class ChatFileRoute implements FileRoute {
    private static final long PATIENCE_SECONDS = 60;

    private final ChatClient.User user;
    private final Socket http = new Socket();
    private final InputStream in;
    private final FileBytes bytes;
    private final Map<Integer, String> uuids;
    private final String read;

    /// @param uuids of the files that were brought, by number; shared by all routes
    ChatFileRoute(ChatClient client, ChatClient.User user, FileBytes bytes, Map<Integer, String> uuids)
            throws IOException, InterruptedException {
        this.user = user;
        this.bytes = bytes;
        this.uuids = uuids;
        connect(client.server());
        in = new BufferedInputStream(http.getInputStream());
        var token =
                await(user.socket().call(new GetMediaAccess())).path("token").asText();
        read = " /media/" + client.sdkAppID() + "/%s?t=" + token;
    }

    private void connect(InetSocketAddress server) throws IOException {
        http.setTcpNoDelay(true);
        http.connect(server);
    }

    @Override
    public void up(int number) throws IOException, InterruptedException {
        var begun = await(user.socket().call(new BeginUpload(MediaKind.FILE, "bench.bin", bytes.size(), null)));
        head("PUT " + begun.path("uploadUrl").asText(), "Content-Length: " + bytes.size() + "\r\n");
        bytes.write(http.getOutputStream(), number);
        bytes.drop(in, answer());
        var media = await(
                user.socket().call(new CompleteUpload(begun.path("uploadID").asText(), null)));
        uuids.put(number, media.path("uuid").asText());
    }

    @Override
    public void down(int number) throws IOException {
        head("GET" + read.formatted(uuids.get(number)), "");
        long size = answer();
        if (size != bytes.size()) {
            throw new IOException("a file came with " + size + " bytes");
        }
        bytes.drop(in, size);
    }

    private void head(String request, String headers) throws IOException {
        http.getOutputStream()
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

    private static <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("a request failed", failed);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        user.socket().close();
    }
}
