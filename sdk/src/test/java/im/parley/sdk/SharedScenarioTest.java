package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.SharedValues.filled;
import static im.parley.sdk.SharedValues.misfit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays `scenarios/`, the same files that the web SDK plays: what one SDK answers and raises, the other does.
class SharedScenarioTest extends Scenario {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The data of an event, and what it said when it came.
    private record Heard(Object data, Object said) {
        static Heard of(Object data) {
            return new Heard(data, Plain.of(data));
        }
    }

    /// Somebody, and the events that no step has asked for yet.
    private record Someone(Chat chat, Map<String, List<Heard>> heard) {}

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.newDirectoryStream(Path.of("../scenarios"), "*.json")) {
            for (var file : files) {
                var recordings = JSON.readTree(
                        Files.readString(file.resolveSibling("recorded").resolve(file.getFileName())));
                for (var scenario : JSON.readTree(Files.readString(file))) {
                    var title = scenario.get("title").asText();
                    tests.add(DynamicTest.dynamicTest(
                            file.getFileName() + ": " + title, () -> play(scenario, recordings.path(title))));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private void play(JsonNode scenario, JsonNode recorded) throws ReflectiveOperationException {
        var settings = scenario.path("settings").properties();
        var values = Map.<String, Object>of("back_end", server.backEnd.url());
        settings.forEach(setting -> server.set(setting.getKey(), filled(setting.getValue(), values)));
        try {
            playSteps(scenario).check(recorded);
        } finally {
            settings.forEach(setting -> server.set(setting.getKey(), null));
        }
    }

    private Recording playSteps(JsonNode scenario) throws ReflectiveOperationException {
        var values = new HashMap<String, Object>();
        var cast = new HashMap<String, Someone>();
        var names = new HashMap<String, String>();
        var recording = new Recording(names);
        for (var name : scenario.get("people")) {
            var userID = server.freshUserID(name.asText());
            values.put(name.asText(), userID);
            values.put(name.asText() + "_sig", TestServer.userSig(userID));
            names.put(userID, name.asText());
            cast.put(name.asText(), someone(person(userID).chat, event -> recording.event(name.asText(), event)));
        }
        var number = 0;
        for (var step : scenario.get("steps")) {
            number++;
            if (step.has("rest")) {
                server.call(step.get("rest").asText(), JSON.convertValue(filled(step.get("body"), values), FIELDS));
                recording.step(step.get("as").asText() + " " + step.get("rest").asText(), null);
                continue;
            }
            var who = Objects.requireNonNull(cast.get(step.get("as").asText()));
            var title = "step " + number + ": " + step;
            Object given = null;
            if (step.has("event")) {
                given = hear(who, step.get("event").asText(), filled(step.get("data"), values), title);
            } else if (step.has("edit")) {
                SharedMessageCalls.edit(
                        (Message) filled(step.get("edit"), values),
                        new SharedCalls.Arguments(List.of(filled(step.get("data"), values))));
            } else if (step.has("eventually")) {
                given = callUntilFit(who.chat(), step, values, title);
            } else {
                given = call(who.chat(), step, values, title);
            }
            var what = step.path("call").asText(step.path("event").asText("edits"));
            recording.step(
                    step.get("as").asText() + " " + what,
                    step.path("unrecorded").asBoolean() ? null : given);
        }
        return recording;
    }

    private static Someone someone(Chat chat, Consumer<String> hears) throws IllegalAccessException {
        var heard = new ConcurrentHashMap<String, List<Heard>>();
        for (var events : List.of(Events.class, SignalingEvents.class)) {
            for (var field : events.getFields()) {
                if (field.get(null) instanceof EventType<?> type) {
                    var those = new CopyOnWriteArrayList<Heard>();
                    heard.put(field.getName(), those);
                    chat.on(type.name(), event -> {
                        hears.accept(field.getName());
                        if (type.equals(Events.MESSAGE_RECEIVED)) { // how many messages an event brings is chance
                            ((List<?>) event.data()).forEach(message -> those.add(Heard.of(List.of(message))));
                        } else {
                            those.add(Heard.of(event.data()));
                        }
                    });
                }
            }
        }
        return new Someone(chat, heard);
    }

    private static Object call(Chat chat, JsonNode step, Map<String, Object> values, String title) {
        var name = step.get("call").asText();
        var arguments = step.has("args") ? (List<?>) filled(step.get("args"), values) : List.of();
        if (step.has("throws")) {
            assertThatThrownBy(() -> SharedCalls.call(chat, name, arguments))
                    .as(title)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(step.get("throws").asText());
            return Map.of("throws", step.get("throws").asText()); // where the web SDK stops, too
        }
        Object result;
        try {
            result = SharedCalls.call(chat, name, arguments);
        } catch (ChatError refused) { // where the web has a rejected promise, also of methods that give no future
            result = CompletableFuture.failedFuture(refused);
        }
        if (step.has("fails")) {
            var error = errorOf((CompletableFuture<?>) result);
            assertThat(error.code()).as(title).isEqualTo(step.get("fails").asInt());
            return Plain.of(
                    Map.of("fails", Map.of("code", error.code(), "message", error.getMessage(), "data", error.data())));
        }
        Object given;
        if (result instanceof CompletableFuture<?> future) {
            var answer = future.thenApply(Plain::of); // before anything else happens
            assertThat(future).as(title).succeedsWithin(PATIENCE);
            result = future.join();
            given = answer.join();
        } else {
            given = Plain.of(result);
        }
        if (step.has("save")) {
            values.put(step.get("save").asText(), result);
        }
        if (step.has("result")) {
            assertThat(misfit(result, filled(step.get("result"), values), "result"))
                    .as(title)
                    .isEmpty();
        }
        return given;
    }

    private static Object callUntilFit(Chat chat, JsonNode step, Map<String, Object> values, String title) {
        var arguments = (List<?>) filled(step.get("args"), values);
        var expected = filled(step.get("eventually"), values);
        var end = System.nanoTime() + PATIENCE.toNanos();
        var misfit = Optional.of("nothing came");
        while (System.nanoTime() < end) {
            try {
                var result = ((CompletableFuture<?>)
                                SharedCalls.call(chat, step.get("call").asText(), arguments))
                        .join();
                misfit = misfit(result, expected, "result");
                if (misfit.isEmpty()) {
                    values.put(step.path("save").asText(), result);
                    return Plain.of(result);
                }
            } catch (CompletionException | ChatError tooOften) {
                Thread.onSpinWait();
            }
        }
        return fail(title + " never gave that: " + misfit.get());
    }

    private static Object hear(Someone who, String event, Object expected, String title) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var misfits = new ArrayList<String>();
        while (System.nanoTime() < end) {
            var heard = who.heard().getOrDefault(event, List.<Heard>of());
            misfits.clear();
            for (int i = 0; i < heard.size(); i++) {
                var next = heard.get(i);
                var misfit = expected == null ? Optional.<String>empty() : misfit(next.data(), expected, "data");
                if (misfit.isEmpty()) {
                    heard.subList(0, i + 1).clear();
                    return next.said();
                }
                misfits.add(misfit.get());
            }
            Thread.onSpinWait();
        }
        return fail(title + " was not heard: " + misfits);
    }
}
