package im.parley.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What scenarios name: values to call with, and what is expected of those that come of it.
final class SharedValues {
    private static final Pattern NAMED = Pattern.compile("\\{([\\w.]+)}");

    private SharedValues() {}

    /// Where a value is not as expected. Objects may have more fields, lists not more elements.
    static Optional<String> misfit(Object actual, Object expected, String path) {
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
            case Optional<?> optional -> optional.map(SharedValues::plain).orElse(null);
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
                    var accessor = of.getClass().getMethod(Plain.javaName(name));
                    yield accessor.invoke(of);
                } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
                    yield "no field of " + of.getClass(); // which nothing expects
                }
            }
        };
    }

    /// As a value, with `{name}` and `{name.field}` replaced by what they stand for.
    static Object filled(JsonNode template, Map<String, Object> values) {
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
