package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.http.WebService;
import im.parley.server.settings.CallbackCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The back end of a server's app, asked and told by webhook of what a test wants. It allows everything unless a test
/// has it answer otherwise. For one thread.
final class BackEnd implements AutoCloseable {
    static final WebService.Answer ALLOWED =
            new WebService.Answer(200, "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");

    private final Map<String, Function<JsonNode, WebService.Answer>> answers = new ConcurrentHashMap<>(); // by command
    private final List<Call> passedOver = new LinkedList<>();
    private final TestServer server;
    private final WebService service;

    BackEnd(TestServer server) throws IOException {
        this.server = server;
        this.service = new WebService(this::answer);
    }

    /// A call.
    ///
    /// @param command its name
    /// @param query of the address
    /// @param body without what all have in common: `CallbackCommand` and `EventTime`
    record Call(String command, Map<String, String> query, ObjectNode body) {
        String platform() {
            return query.getOrDefault("OptPlatform", "");
        }

        String text() {
            return body.toString();
        }
    }

    private WebService.Answer answer(WebService.Asked asked) {
        var answer = answers.get(asked.query().getOrDefault("CallbackCommand", ""));
        return answer == null ? ALLOWED : answer.apply(json(asked.text()));
    }

    private static JsonNode json(String text) {
        try {
            return ProtocolJson.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    /// Is called for these from now on, and for nothing else.
    void wants(CallbackCommand... commands) throws Exception {
        set("url", '"' + service.address("/callback").toString() + '"');
        set(
                "commands",
                Arrays.stream(commands)
                        .map(command -> '"' + command.wireName() + '"')
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /// Has all that is called from now on go to where nobody listens.
    void goAway() throws Exception {
        try (var gone = new WebService(asked -> ALLOWED)) {
            set("url", '"' + gone.address("/").toString() + '"');
        }
    }

    /// @param key of the setting, without `callback.`
    void set(String key, String json) throws Exception {
        server.set("callback." + key, json);
    }

    /// From now on.
    void decides(CallbackCommand command, int errorCode, String errorInfo) {
        answers(
                command,
                "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"" + errorInfo + "\",\"ErrorCode\":" + errorCode + "}");
    }

    void answers(CallbackCommand command, String json) {
        answers(command, 200, json);
    }

    void answers(CallbackCommand command, int status, String json) {
        answers(command, body -> new WebService.Answer(status, json));
    }

    /// @param answer to the whole body
    void answers(CallbackCommand command, Function<JsonNode, WebService.Answer> answer) {
        answers.put(command.wireName(), answer);
    }

    /// The next call, which must be of this command.
    Call next(CallbackCommand command) throws InterruptedException {
        var call = passedOver.isEmpty() ? take(command) : passedOver.removeFirst();
        assertThat(call.command()).as(call.text()).isEqualTo(command.wireName());
        return call;
    }

    /// The next call of this command. Calls of others that came before wait until they are asked for.
    Call nextOf(CallbackCommand command) throws InterruptedException {
        for (var call : passedOver) {
            if (call.command().equals(command.wireName())) {
                passedOver.remove(call);
                return call;
            }
        }
        while (true) {
            var call = take(command);
            if (call.command().equals(command.wireName())) {
                return call;
            }
            passedOver.add(call);
        }
    }

    private Call take(CallbackCommand wanted) throws InterruptedException {
        var asked = service.asked.poll(GroupScenario.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(asked).as(wanted.wireName()).isNotNull();
        var body = (ObjectNode) json(asked.text()); // all bodies are objects
        var command = body.remove("CallbackCommand").asText();
        assertThat(body.remove("EventTime").asLong()).isPositive();
        assertThat(asked.query())
                .containsEntry("CallbackCommand", command)
                .containsEntry("SdkAppid", Integer.toString(server.app))
                .containsEntry("contenttype", "json");
        return new Call(command, asked.query(), body);
    }

    /// Checks the next call.
    ///
    /// @param body with ' instead of "
    void expect(CallbackCommand command, String body) throws InterruptedException {
        assertThat(next(command).body()).isEqualTo(json(body.replace('\'', '"')));
    }

    /// Whether it was called for nothing that is not taken yet.
    boolean isIdle() {
        return passedOver.isEmpty() && service.asked.isEmpty();
    }

    /// As in the beginning: is called for nothing, allows everything and has heard of nothing.
    void reset() throws Exception {
        for (var key : List.of("commands", "url", "token", "timeout", "onFailure")) {
            set(key, "null");
        }
        answers.clear();
        passedOver.clear();
        service.asked.clear();
    }

    @Override
    public void close() {
        service.close();
    }
}
