package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// All that a scenario gives; `scenarios/README.md` says what is left out of it, and which form it has.
final class Recording {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /// A number so close to now is a time: more than a day, as what is said of tonight ends in the morning.
    private static final long NEAR_SECONDS = 2 * 86_400;

    private static final long MILLIS = 1000;

    /// Events that come or stay away by chance: a message may be read or revoked before it is counted, and who has
    /// just become a friend may have signed in a moment ago.
    private static final Set<String> BY_CHANCE = Set.of("TOTAL_UNREAD_MESSAGE_COUNT_UPDATED", "USER_STATUS_UPDATED");

    /// Texts that nobody but the server reads.
    private static final Set<String> KEYS = Set.of(
            "cursor", "downloadKey", "messageKey", "authentication", "uuid", "instanceID", "videoUUID", "thumbUUID");

    /// What servers and SDKs make up, also within texts.
    private static final List<String> KINDS = List.of("address", "uuid", "message", "group", "topic");

    private static final Pattern MADE_UP = Pattern.compile("(?<address>\\bhttps?:[^\\s\"]+)"
            + "|(?<uuid>[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12})"
            + "|(?<message>\\b\\d+-\\d{10}-\\d+)"
            + "|(?<group>@TGS#_?\\w{12})"
            + "|(?<topic>@TOPIC#_\\w+)");

    private final Map<String, String> names; // of the users in the scenario, by their userID
    private final Map<String, Object> steps = new TreeMap<>();
    private final Map<String, Set<String>> heard = new ConcurrentHashMap<>();

    Recording(Map<String, String> names) {
        this.names = names;
    }

    void step(String name, Object given) {
        steps.put("%02d %s".formatted(steps.size() + 1, name), given);
    }

    void event(String who, String name) {
        if (!BY_CHANCE.contains(name)) {
            heard.computeIfAbsent(who, nobody -> new ConcurrentSkipListSet<>()).add(name);
        }
    }

    /// Fails where something else is recorded. Events may still be on their way.
    void check(JsonNode recorded) {
        var expected = Plain.of(recorded);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!whole().equals(expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        assertThat(difference(whole(), expected, "")).isEmpty();
    }

    private Object whole() {
        var lists = new TreeMap<String, Object>();
        heard.forEach((who, events) -> lists.put(who, List.copyOf(events)));
        return Plain.of(new Naming().named(new TreeMap<>(Map.of("heard", lists, "steps", steps)), ""));
    }

    /// Replaces what each run makes up by what it is, with a number in the order of appearance.
    private final class Naming {
        private final Map<String, String> known = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        Object named(Object value, String key) {
            return switch (value) {
                case Map<?, ?> fields -> {
                    var all = new TreeMap<String, Object>();
                    fields.forEach((name, field) -> all.put((String) name, named(field, (String) name)));
                    yield all;
                }
                case List<?> elements -> {
                    var all = new ArrayList<Object>();
                    elements.forEach(element -> all.add(named(element, "")));
                    yield all;
                }
                case Long number -> timeOf(number).orElse(number);
                case String text when KEYS.contains(key) -> numbered(key, text);
                case String text -> text.startsWith("{") ? parsed(text) : text(text);
                case null, default -> value;
            };
        }

        private Object parsed(String text) {
            try {
                return named(Plain.of(JSON.readTree(text)), "");
            } catch (JsonProcessingException none) {
                return text(text);
            }
        }

        private String text(String text) {
            for (var name : names.entrySet()) {
                text = text.replace(name.getKey(), "{" + name.getValue() + "}");
            }
            return MADE_UP.matcher(text).replaceAll(this::numbered);
        }

        private String numbered(MatchResult found) {
            var kind = KINDS.stream()
                    .filter(it -> found.group(it) != null)
                    .findFirst()
                    .orElseThrow();
            return Matcher.quoteReplacement(numbered(kind, found.group()));
        }

        private String numbered(String kind, String text) {
            return known.computeIfAbsent(text, it -> "<" + kind + " " + counts.merge(kind, 1, Integer::sum) + ">");
        }
    }

    /// What of these days a number tells.
    private static Optional<Object> timeOf(long number) {
        return isNear(number)
                ? Optional.of("<seconds>")
                : isNear(number / MILLIS) ? Optional.of("<milliseconds>") : Optional.empty();
    }

    private static boolean isNear(long seconds) {
        return Math.abs(seconds - System.currentTimeMillis() / MILLIS) < NEAR_SECONDS;
    }

    /// The first place where two values differ, and how.
    private static Optional<String> difference(Object actual, Object expected, String path) {
        if (Objects.equals(actual, expected)) {
            return Optional.empty();
        }
        if (actual instanceof Map<?, ?> map && expected instanceof Map<?, ?> other) {
            var keys = new TreeSet<Object>(map.keySet());
            keys.addAll(other.keySet());
            return keys.stream()
                    .map(key -> difference(map.get(key), other.get(key), path + "/" + key))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (actual instanceof List<?> list && expected instanceof List<?> other && list.size() == other.size()) {
            return IntStream.range(0, list.size())
                    .mapToObj(i -> difference(list.get(i), other.get(i), path + "/" + i))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.of(path + " is " + actual + ", recorded is " + expected);
    }
}
