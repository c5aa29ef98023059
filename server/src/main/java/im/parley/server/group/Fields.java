package im.parley.server.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.group.GroupField;
import im.parley.server.settings.Setting;
import im.parley.server.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Custom fields as one JSON object in a column.
final class Fields {
    private static final TypeReference<LinkedHashMap<String, String>> MAP = new TypeReference<>() {};

    private Fields() {}

    static List<GroupField> parse(String column) {
        if (column.equals("{}")) {
            return List.of();
        }
        try {
            var fields = new ArrayList<GroupField>();
            ProtocolJson.mapper()
                    .readValue(column, MAP)
                    .forEach((key, value) -> fields.add(new GroupField(key, value)));
            return List.copyOf(fields);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("custom_fields holds what this class wrote", broken);
        }
    }

    static String write(List<GroupField> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.key(), field.value()));
        values.values().removeIf(String::isEmpty);
        try {
            return ProtocolJson.mapper().writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written", impossible);
        }
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_INVALID_PARAMETERS] for a key that the setting
    ///     does not name (`createGroup#5`, `setGroupMemberCustomField#3`)
    static void check(@Nullable List<GroupField> fields, Settings settings, Setting<List<String>> keys) {
        if (fields == null) {
            return;
        }
        var allowed = settings.get(keys);
        for (var field : fields) {
            Check.that(
                    allowed.contains(field.key()),
                    "key of a custom field",
                    field.key(),
                    "one of those in the setting " + keys.key(),
                    ErrorCode.GROUP_INVALID_PARAMETERS);
        }
    }

    /// Those that are new, other than before or, with an empty value, gone; null: none.
    static @Nullable List<GroupField> changes(List<GroupField> before, List<GroupField> after) {
        var changed = new ArrayList<>(after);
        changed.removeAll(before);
        var keys = after.stream().map(GroupField::key).toList();
        before.stream()
                .filter(field -> !keys.contains(field.key()))
                .forEach(field -> changed.add(new GroupField(field.key(), "")));
        return changed.isEmpty() ? null : changed;
    }

    /// The fields with some of them set anew; an empty value takes a field away.
    static List<GroupField> merge(List<GroupField> fields, List<GroupField> changed) {
        var values = new LinkedHashMap<String, String>();
        fields.forEach(field -> values.put(field.key(), field.value()));
        changed.forEach(field -> values.put(field.key(), field.value()));
        return values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new GroupField(entry.getKey(), entry.getValue()))
                .toList();
    }
}
