package im.parley.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks web services that answer in JSON. Safe for use by many threads; blocks.
public final class JsonClient implements AutoCloseable {
    /// More than any answer to what is asked here.
    private static final int MAX_ANSWER = 1 << 20;

    private final Duration limit;
    private final HttpClient client;

    /// @param version HTTP/2 over plain HTTP is asked for by an upgrade, which not every service bears
    /// @param limit longest time of a call
    public JsonClient(HttpClient.Version version, Duration limit) {
        this.limit = limit;
        this.client =
                HttpClient.newBuilder().version(version).connectTimeout(limit).build();
    }

    /// A request to be completed and given to [#call].
    public HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(limit);
    }

    /// An answer of whatever status.
    ///
    /// @param json null: it was no JSON
    public record Answer(int status, @Nullable JsonNode json) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /// @throws IOException saying without addresses why there was no answer
    public Answer call(HttpRequest request) throws IOException {
        try {
            var answer = client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (HttpTimeoutException late) {
            throw new IOException(
                    "did not answer within " + text(request.timeout().orElse(limit)), late);
        } catch (IOException failed) {
            throw new IOException("could not be asked (" + failed.getClass().getSimpleName() + ")", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for: the server stops", interrupted);
        }
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static @Nullable JsonNode json(byte[] body) throws IOException {
        try {
            return ProtocolJson.mapper().readTree(body);
        } catch (JacksonException noJson) {
            return null;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
