package im.parley.server.rest;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.GroupField;
import im.parley.server.rest.GroupCommands.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Telling of things by the names of the fields that a back end asks for.
final class Fields {
    private Fields() {}

    /// @param field the filter
    /// @param names what it asks for; null: everything
    /// @param passed what may be asked for and is not told
    static void check(String field, @Nullable List<String> names, Set<String> known, Set<String> passed) {
        if (names != null) {
            for (var name : names) {
                Check.that(
                        name != null && (known.contains(name) || passed.contains(name)),
                        "an element of " + field,
                        name,
                        "one of " + String.join(", ", known),
                        ErrorCode.GROUP_INVALID_PARAMETERS);
            }
        }
    }

    /// Any key may be asked for.
    static void checkKeys(String field, @Nullable List<String> keys) {
        if (keys != null) {
            keys.forEach(key -> Check.present("an element of " + field, key, ErrorCode.GROUP_INVALID_PARAMETERS));
        }
    }

    /// @param fields all that there are, in their order
    /// @param asked null: all
    static <T> Map<String, Object> told(Map<String, Function<T, Object>> fields, T of, @Nullable List<String> asked) {
        var names = new LinkedHashSet<>(fields.keySet());
        if (asked != null) {
            names.retainAll(Set.copyOf(asked));
        }
        var told = new LinkedHashMap<String, Object>();
        fields.forEach((name, field) -> {
            if (names.contains(name)) {
                told.put(name, field.apply(of));
            }
        });
        return told;
    }

    /// @param keys null: all
    static List<Field> custom(List<GroupField> fields, @Nullable List<String> keys) {
        return fields.stream()
                .filter(field -> keys == null || keys.contains(field.key()))
                .map(field -> new Field(field.key(), field.value()))
                .toList();
    }
}
