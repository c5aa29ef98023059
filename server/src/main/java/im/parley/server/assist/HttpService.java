package im.parley.server.assist;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.server.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A web service that takes something and answers in JSON. Safe for use by many threads; blocks.
public final class HttpService implements AutoCloseable {
    private final String name;
    private final String base;
    private final ErrorCode code;
    private final JsonClient client;

    /// @param name for messages
    /// @param base address under which its calls are
    /// @param limit longest time of a call
    /// @param code of the exception when a call fails
    public HttpService(String name, URI base, Duration limit, ErrorCode code) {
        this.name = name;
        this.base = base.toString().replaceFirst("/+$", "");
        this.code = code;
        this.client = new JsonClient(HttpClient.Version.HTTP_1_1, limit);
    }

    /// A request to be completed and given to [#call].
    public HttpRequest.Builder request(String path) {
        return client.request(URI.create(base + path));
    }

    /// @throws im.parley.protocol.ChatException naming the service and what went wrong
    public JsonNode call(HttpRequest request) {
        try {
            var answer = client.call(request);
            if (!answer.isSuccess()) {
                throw code.because(name + " answered " + answer.status() + complaint(answer.json()));
            }
            if (answer.json() == null) {
                throw code.because(name + " answered with something that is no JSON");
            }
            return answer.json();
        } catch (IOException failed) {
            throw code.because(name + " " + failed.getMessage());
        }
    }

    /// `{"error": "…"}` or `{"error": {"message": "…"}}`.
    private static String complaint(@Nullable JsonNode json) {
        var error = json == null ? null : json.get("error");
        if (error == null) {
            return "";
        }
        return ": " + Check.quote(error.path("message").asText(error.asText()));
    }

    @Override
    public void close() {
        client.close();
    }
}
