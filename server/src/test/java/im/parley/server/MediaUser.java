package im.parley.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Somebody who uploads and reads files by the bare protocol.
final class MediaUser implements AutoCloseable {
    final TestClient client;
    private final int port;
    private final int app;
    private final HttpClient http;

    MediaUser(int port, int app, String key, String userID, HttpClient http) {
        this.client = new TestClient(port, app, key, userID, "instance");
        this.port = port;
        this.app = app;
        this.http = http;
    }

    /// Announces a file.
    JsonNode begin(String kind, String name, long size) {
        return client.call(
                "media.begin",
                TestClient.object().put("kind", kind).put("name", name).put("size", size));
    }

    /// Uploads in one piece and completes.
    JsonNode upload(String kind, String name, byte[] content) throws IOException, InterruptedException {
        var begun = begin(kind, name, content.length);
        var answer = send(begun, "PUT", BodyPublishers.ofByteArray(content));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return complete(begun);
    }

    JsonNode complete(JsonNode begun) {
        return client.call(
                "media.complete",
                TestClient.object().put("uploadID", begun.path("uploadID").asText()));
    }

    /// The code with which completing is refused.
    int refusedCode(JsonNode begun) {
        return client.start(
                        "media.complete",
                        TestClient.object()
                                .put("uploadID", begun.path("uploadID").asText()))
                .join()
                .path("code")
                .asInt();
    }

    HttpResponse<String> send(JsonNode begun, String method, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(begun.path("uploadUrl").asText())).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> patch(JsonNode begun, long offset, byte[] piece) throws IOException, InterruptedException {
        return send(begun, "PATCH", BodyPublishers.ofByteArray(piece), "Upload-Offset", String.valueOf(offset));
    }

    /// Reads a file.
    ///
    /// @param size empty, `/thumbnail` or `/large`
    HttpResponse<byte[]> read(String uuid, String size, String... headers) throws IOException, InterruptedException {
        var token =
                client.call("media.access", TestClient.object()).path("token").asText();
        return get("/media/" + app + "/" + uuid + size + "?t=" + token, headers);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port).resolve(path);
    }

    @Override
    public void close() {
        client.close();
    }
}
