package im.parley.server.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.profile.CustomField;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The custom fields of a profile, as JSON from key to value.
final class CustomFields {
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final String NONE = "{}";

    private CustomFields() {}

    /// @throws im.parley.protocol.ChatException [ErrorCode#UPDATE_PROFILE_INVALID_PARAM] (`updateMyProfile#1`)
    static void checkKeys(List<CustomField> fields, Collection<String> known) {
        for (var field : fields) {
            if (!known.contains(field.key())) {
                throw ErrorCode.UPDATE_PROFILE_INVALID_PARAM.because(
                        "key is \"" + field.key() + "\", expected one that the setting profile.customFields names");
            }
        }
    }

    /// Those that have a value; of a key that is named twice, the last one.
    static String json(List<CustomField> fields) {
        var values = new TreeMap<String, String>();
        for (var field : fields) {
            if (field.value().isEmpty()) {
                values.remove(field.key());
            } else {
                values.put(field.key(), field.value());
            }
        }
        try {
            return ProtocolJson.mapper().writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Those that are known, by key (`getUserProfile#1`).
    static List<CustomField> read(String json, Collection<String> known) {
        if (json.equals(NONE) || known.isEmpty()) {
            return List.of();
        }
        try {
            Map<String, String> values = ProtocolJson.mapper().readValue(json, TEXTS);
            return values.entrySet().stream()
                    .filter(entry -> known.contains(entry.getKey()))
                    .map(entry -> new CustomField(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
