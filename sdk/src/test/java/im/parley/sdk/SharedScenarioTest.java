package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays `scenarios/`, the same files that the web SDK plays: what one SDK answers and raises, the other does.
class SharedScenarioTest extends Scenario {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAMED = Pattern.compile("\\{([\\w.]+)}");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Somebody, and the data of the events that no step has asked for yet.
    private record Someone(Chat chat, Map<String, List<Object>> heard) {}

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.newDirectoryStream(Path.of("../scenarios"), "*.json")) {
            for (var file : files) {
                for (var scenario : JSON.readTree(Files.readString(file))) {
                    var title =
                            file.getFileName() + ": " + scenario.get("title").asText();
                    tests.add(DynamicTest.dynamicTest(title, () -> play(scenario)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private void play(JsonNode scenario) throws ReflectiveOperationException {
        var settings = scenario.path("settings").properties();
        settings.forEach(setting -> server.set(setting.getKey(), filled(setting.getValue(), Map.of())));
        try {
            playSteps(scenario);
        } finally {
            settings.forEach(setting -> server.set(setting.getKey(), null));
        }
    }

    private void playSteps(JsonNode scenario) throws ReflectiveOperationException {
        var values = new HashMap<String, Object>();
        var cast = new HashMap<String, Someone>();
        for (var name : scenario.get("people")) {
            var userID = server.freshUserID(name.asText());
            values.put(name.asText(), userID);
            values.put(name.asText() + "_sig", TestServer.userSig(userID));
            cast.put(name.asText(), someone(person(userID).chat));
        }
        var number = 0;
        for (var step : scenario.get("steps")) {
            number++;
            var who = Objects.requireNonNull(cast.get(step.get("as").asText()));
            var title = "step " + number + ": " + step;
            if (step.has("event")) {
                hear(who, step.get("event").asText(), filled(step.get("data"), values), title);
            } else if (step.has("edit")) {
                SharedMessageCalls.edit(
                        (Message) filled(step.get("edit"), values),
                        new SharedCalls.Arguments(List.of(filled(step.get("data"), values))));
            } else if (step.has("eventually")) {
                callUntilFit(who.chat(), step, values, title);
            } else {
                call(who.chat(), step, values, title);
            }
        }
    }

    private static Someone someone(Chat chat) throws IllegalAccessException {
        var heard = new ConcurrentHashMap<String, List<Object>>();
        for (var events : List.of(Events.class, SignalingEvents.class)) {
            for (var field : events.getFields()) {
                if (field.get(null) instanceof EventType<?> type) {
                    var those = new CopyOnWriteArrayList<Object>();
                    heard.put(field.getName(), those);
                    chat.on(type.name(), event -> {
                        if (type.equals(Events.MESSAGE_RECEIVED)) { // how many messages an event brings is chance
                            ((List<?>) event.data()).forEach(message -> those.add(List.of(message)));
                        } else {
                            those.add(event.data());
                        }
                    });
                }
            }
        }
        return new Someone(chat, heard);
    }

    private static void call(Chat chat, JsonNode step, Map<String, Object> values, String title) {
        var name = step.get("call").asText();
        var arguments = step.has("args") ? (List<?>) filled(step.get("args"), values) : List.of();
        if (step.has("throws")) {
            assertThatThrownBy(() -> SharedCalls.call(chat, name, arguments))
                    .as(title)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(step.get("throws").asText());
            return;
        }
        Object result;
        try {
            result = SharedCalls.call(chat, name, arguments);
        } catch (ChatError refused) { // where the web has a rejected promise, also of methods that give no future
            result = CompletableFuture.failedFuture(refused);
        }
        if (step.has("fails")) {
            assertThat(errorOf((CompletableFuture<?>) result).code())
                    .as(title)
                    .isEqualTo(step.get("fails").asInt());
            return;
        }
        if (result instanceof CompletableFuture<?> future) {
            assertThat(future).as(title).succeedsWithin(PATIENCE);
            result = future.join();
        }
        if (step.has("save")) {
            values.put(step.get("save").asText(), result);
        }
        if (step.has("result")) {
            assertThat(misfit(result, filled(step.get("result"), values), "result"))
                    .as(title)
                    .isEmpty();
        }
    }

    private static void callUntilFit(Chat chat, JsonNode step, Map<String, Object> values, String title) {
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
                    return;
                }
            } catch (CompletionException | ChatError tooOften) {
                Thread.onSpinWait();
            }
        }
        fail(title + " never gave that: " + misfit.get());
    }

    private static void hear(Someone who, String event, Object expected, String title) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var misfits = new ArrayList<String>();
        while (System.nanoTime() < end) {
            var heard = who.heard().getOrDefault(event, List.of());
            misfits.clear();
            for (int i = 0; i < heard.size(); i++) {
                var misfit = expected == null ? Optional.<String>empty() : misfit(heard.get(i), expected, "data");
                if (misfit.isEmpty()) {
                    heard.subList(0, i + 1).clear();
                    return;
                }
                misfits.add(misfit.get());
            }
            Thread.onSpinWait();
        }
        fail(title + " was not heard: " + misfits);
    }

    /// Where a value is not as expected. Objects may have more fields, lists not more elements.
    private static Optional<String> misfit(Object actual, Object expected, String path) {
        return switch (expected) {
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .map(field -> misfit(
                                field(actual, (String) field.getKey()), field.getValue(), path + "." + field.getKey()))
                        .flatMap(Optional::stream)
                        .findFirst();
            case List<?> elements -> {
                if (!(actual instanceof List<?> list) || list.size() != elements.size()) {
                    yield Optional.of(path + " is " + actual + ", expected " + expected);
                }
                yield IntStream.range(0, elements.size())
                        .mapToObj(i -> misfit(list.get(i), elements.get(i), path + "[" + i + "]"))
                        .flatMap(Optional::stream)
                        .findFirst();
            }
            case null, default ->
                Objects.equals(plain(actual), expected)
                        ? Optional.empty()
                        : Optional.of(path + " is " + plain(actual) + ", expected " + expected);
        };
    }

    /// As JSON has it.
    private static Object plain(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(SharedScenarioTest::plain).orElse(null);
            case MessageStatus status -> status.value();
            case Flow flow -> flow.value();
            case Integer number -> number.longValue();
            case null, default -> value;
        };
    }

    /// A field by the name that the web has for it.
    private static Object field(Object of, String name) {
        return switch (of) {
            case null -> null;
            case Map<?, ?> map -> map.get(name);
            case List<?> list -> list.get(Integer.parseInt(name));
            case Optional<?> optional -> optional.map(it -> field(it, name)).orElse(null);
            default -> {
                try {
                    var accessor = of.getClass().getMethod(name.equals("ID") ? "id" : name);
                    yield accessor.invoke(of);
                } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
                    yield "no field of " + of.getClass(); // which nothing expects
                }
            }
        };
    }

    /// As a value, with `{name}` and `{name.field}` replaced by what they stand for.
    private static Object filled(JsonNode template, Map<String, Object> values) {
        if (template == null || template.isNull()) {
            return null;
        } else if (template.isObject()) {
            var fields = new HashMap<String, Object>();
            template.properties().forEach(field -> fields.put(field.getKey(), filled(field.getValue(), values)));
            return fields;
        } else if (template.isArray()) {
            var elements = new ArrayList<Object>();
            template.forEach(element -> elements.add(filled(element, values)));
            return elements;
        } else if (template.isBoolean()) {
            return template.booleanValue();
        } else if (template.isIntegralNumber()) {
            return template.longValue();
        } else if (template.isNumber()) {
            return template.doubleValue();
        }
        var text = template.asText();
        var whole = NAMED.matcher(text);
        if (whole.matches() && isKnown(whole.group(1), values)) {
            return lookUp(whole.group(1), values);
        }
        return NAMED.matcher(text)
                .replaceAll(named -> Matcher.quoteReplacement(
                        isKnown(named.group(1), values)
                                ? String.valueOf(lookUp(named.group(1), values))
                                : named.group()));
    }

    private static boolean isKnown(String path, Map<String, Object> values) {
        return values.containsKey(path.split("\\.")[0]);
    }

    private static Object lookUp(String path, Map<String, Object> values) {
        var keys = path.split("\\.");
        var value = values.get(keys[0]);
        for (int i = 1; i < keys.length; i++) {
            value = field(value, keys[i]);
        }
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }
}
