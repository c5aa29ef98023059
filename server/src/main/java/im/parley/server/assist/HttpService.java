package im.parley.server.assist;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A web service that takes something and answers in JSON. Safe for use by many threads; blocks.
public final class HttpService implements AutoCloseable {
    /// More than any answer to what is asked here.
    private static final int MAX_ANSWER = 1 << 20;

    private final String name;
    private final String base;
    private final Duration limit;
    private final ErrorCode code;
    private final HttpClient client;

    /// @param name for messages
    /// @param base address under which its calls are
    /// @param limit longest time of a call
    /// @param code of the exception when a call fails
    public HttpService(String name, URI base, Duration limit, ErrorCode code) {
        this.name = name;
        this.base = base.toString().replaceFirst("/+$", "");
        this.limit = limit;
        this.code = code;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // no upgrade is tried where it is plain HTTP
                .connectTimeout(limit)
                .build();
    }

    /// A request to be completed and given to [#call].
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(limit);
    }

    /// @throws im.parley.protocol.ChatException naming the service and what went wrong
    public JsonNode call(HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
            var json = json(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw code.because(name + " answered " + answer.statusCode() + complaint(json));
            }
            if (json == null) {
                throw code.because(name + " answered with something that is no JSON");
            }
            return json;
        } catch (HttpTimeoutException late) {
            throw code.because(name + " did not answer within " + limit.toSeconds() + " s");
        } catch (IOException failed) {
            throw code.because(
                    name + " could not be asked (" + failed.getClass().getSimpleName() + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw code.because(name + " was not waited for: the server stops");
        }
    }

    private static @Nullable JsonNode json(byte[] body) throws IOException {
        try {
            return ProtocolJson.mapper().readTree(body);
        } catch (JacksonException noJson) {
            return null;
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
        client.shutdownNow();
    }
}
