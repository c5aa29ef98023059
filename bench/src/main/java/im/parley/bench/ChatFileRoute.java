package im.parley.bench;

import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.GetMediaAccess;
import im.parley.protocol.media.MediaKind;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// To a Parley server, as a user does it: announced and completed over the chat socket, the bytes over HTTP.
final class ChatFileRoute implements FileRoute {
    private static final long PATIENCE_SECONDS = 60;

    private final ChatClient.User user;
    private final FileHttp http;
    private final FileBytes bytes;
    private final Map<Integer, String> uuids;
    private final String read;

    /// @param uuids of the files that were brought, by number; shared by all routes
    ChatFileRoute(ChatClient client, ChatClient.User user, FileBytes bytes, Map<Integer, String> uuids)
            throws IOException, InterruptedException {
        this.user = user;
        this.bytes = bytes;
        this.uuids = uuids;
        http = new FileHttp(client.server(), bytes);
        var token =
                await(user.socket().call(new GetMediaAccess())).path("token").asText();
        read = "/media/" + client.sdkAppID() + "/%s?t=" + token;
    }

    @Override
    public void up(int number) throws IOException, InterruptedException {
        var begun = await(user.socket().call(new BeginUpload(MediaKind.FILE, "bench.bin", bytes.size(), null)));
        http.put(begun.path("uploadUrl").asText(), number);
        var media = await(
                user.socket().call(new CompleteUpload(begun.path("uploadID").asText(), null)));
        uuids.put(number, media.path("uuid").asText());
    }

    @Override
    public void down(int number) throws IOException {
        http.get(read.formatted(uuids.get(number)));
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
