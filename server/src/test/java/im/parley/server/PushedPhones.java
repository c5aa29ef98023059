package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.http.WebService;
import im.parley.server.http.WebService.Answer;
import im.parley.server.http.WebService.Asked;
import im.parley.server.push.PushConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What phones show: the hook that the server hands notifications to.
final class PushedPhones implements AutoCloseable {
    static final String SECRET = "only the hook knows";
    private static final Answer FINE = new Answer(200, "{}");

    final BlockingQueue<Asked> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> shown = new LinkedBlockingQueue<>();
    private final WebService hook;
    volatile Function<JsonNode, Answer> answers = body -> FINE;

    PushedPhones() throws IOException {
        hook = new WebService(this::answer);
    }

    PushConfig config() {
        return new PushConfig(hook.address("/push").toString(), SECRET, null, null);
    }

    private Answer answer(Asked asked) {
        try {
            var body = ProtocolJson.mapper().readTree(asked.body().getBytes(StandardCharsets.ISO_8859_1));
            var answer = answers.apply(body);
            requests.add(asked);
            if (answer.status() == 200) {
                body.path("notifications").forEach(shown::add);
            }
            return answer;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The next notification of any phone, within ten seconds.
    JsonNode next() throws InterruptedException {
        var next = shown.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a notification").isNotNull();
        return next;
    }

    /// The texts of the next notifications.
    List<String> texts(int number) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < number; i++) {
            texts.add(next().path("text").asText());
        }
        return texts;
    }

    /// Forgets what was shown so far.
    void clear() {
        shown.clear();
        requests.clear();
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    @Override
    public void close() {
        hook.close();
    }
}
