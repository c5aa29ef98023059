package im.parley.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.parley.protocol.message.UserInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What objects of the SDK say, as JSON in the web SDK's form and without what says nothing: null, false, zero, empty.
final class Plain {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> RANDOM_NUMBERS = Set.of("random", "clientSequence", "messageRandom");

    /// Where a file here is shown from before it is uploaded: not every SDK can.
    private static final Pattern HERE = Pattern.compile("(?:blob|file):");

    /// Codes of failures that each SDK finds by itself, and words in its own way.
    private static final Set<Integer> OWN_WORDS = Set.of(2024, 2108, 2251, 2252, 2401, 3001, 3005);

    private static final Map<String, Set<String>> WEB_FIELDS = webFields();

    private Plain() {}

    /// What an object says now: it may change later.
    static Object of(Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> of(optional.orElse(null));
            case OptionalLong number -> number.isPresent() ? of(number.getAsLong()) : null;
            case Events.FollowListChange change when !change.isAdd() -> userIDs(change);
            case MessageStatus status -> status.value();
            case Flow flow -> flow.value();
            case JsonNode node -> of(JSON.convertValue(node, Object.class));
            case Boolean flag -> flag ? flag : null;
            case Number number -> of(number);
            case String text -> text.isEmpty() || HERE.matcher(text).lookingAt() ? null : text;
            case Collection<?> elements -> {
                var all = new ArrayList<Object>();
                elements.forEach(element -> all.add(of(element)));
                yield all.isEmpty() ? null : all;
            }
            case Map<?, ?> fields -> object(fields);
            default -> object(fieldsOf(value));
        };
    }

    /// The web SDK tells only the userIDs of those who are gone from a list.
    private static Object userIDs(Events.FollowListChange change) {
        return of(Map.of(
                "userInfoList",
                change.userInfoList().stream().map(UserInfo::userID).toList()));
    }

    private static Object of(Number number) {
        if (number.doubleValue() == number.longValue()) {
            return number.longValue() == 0 ? null : (Object) number.longValue();
        }
        return number.doubleValue();
    }

    private static Object object(Map<?, ?> fields) {
        var all = new TreeMap<String, Object>();
        fields.forEach((name, value) -> {
            var field = of(value);
            if (field != null && !RANDOM_NUMBERS.contains((String) name) && !isByChance((String) name, fields)) {
                all.put((String) name, field);
            }
        });
        return all.isEmpty() ? null : all;
    }

    /// What a group says of its conversation may come later than the group.
    private static boolean isByChance(String name, Map<?, ?> fields) {
        return switch (name) {
            case "lastMessage" -> fields.containsKey("maxMemberCount");
            case "readedSequence" -> fields.containsKey("role");
            case "message" -> fields.get("code") instanceof Integer code && OWN_WORDS.contains(code);
            default -> false;
        };
    }

    /// The components of a record, and of what else an object can be asked what the web SDK's object has as a field;
    /// those of the protocol may have more for the SDK itself.
    static Map<String, Object> fieldsOf(Object object) {
        var type = object.getClass();
        var names = new TreeSet<>(WEB_FIELDS.getOrDefault(type.getSimpleName(), Set.of()));
        var isOfTheWire = type.getPackageName().startsWith("im.parley.protocol") && !names.isEmpty();
        if (type.isRecord() && !isOfTheWire) {
            Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .map(Plain::webName)
                    .forEach(names::add);
        }
        var fields = new TreeMap<String, Object>();
        for (var name : names) {
            try {
                fields.put(name, type.getMethod(javaName(name)).invoke(object));
            } catch (NoSuchMethodException none) {
                continue;
            } catch (IllegalAccessException | InvocationTargetException broken) {
                throw new AssertionError(name + " of " + object, broken);
            }
        }
        return fields;
    }

    static String javaName(String webName) {
        return switch (webName) {
            case "ID" -> "id";
            case "SDKAppID" -> "sdkAppID";
            default -> webName;
        };
    }

    private static String webName(String javaName) {
        return switch (javaName) {
            case "id" -> "ID";
            case "sdkAppID" -> "SDKAppID";
            default -> javaName;
        };
    }

    /// The fields of the web SDK's objects, by their names.
    private static Map<String, Set<String>> webFields() {
        try {
            var reference = Files.readString(Path.of("../docs/reference/objects-web.md"));
            return Pattern.compile("^interface (\\w+)(.*?)^}", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(reference)
                    .results()
                    .collect(Collectors.toMap(
                            it -> it.group(1),
                            it -> Pattern.compile("^  (\\w+)\\??:", Pattern.MULTILINE)
                                    .matcher(it.group(2))
                                    .results()
                                    .map(field -> field.group(1))
                                    .collect(Collectors.toSet())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
