package im.parley.server.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Check;
import im.parley.protocol.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules by which a message is looked at that names them (`create#7`).
///
/// @param kinds what is looked at, of [#KINDS]
/// @param words what a text may not have, see [im.parley.protocol.Word]
/// @param onViolation what becomes of a text that has one
public record ModerationRules(Set<String> kinds, List<String> words, ViolationPolicy onViolation) {
    /// What there is to look at. Whatever people read is `text`.
    public static final List<String> KINDS = List.of("text", "image", "audio", "video");

    static final int MAX_WORDS = 10_000;
    static final int MAX_SETS = 100;

    private static final Set<String> FIELDS = Set.of("kinds", "words", "onViolation");
    private static final Setting<Set<String>> KINDS_FIELD = Setting.names("kinds", KINDS, KINDS, "");
    private static final Setting<List<String>> WORDS_FIELD = Setting.words("words", MAX_WORDS, "");
    private static final Setting<ViolationPolicy> VIOLATION_FIELD =
            Setting.choice("onViolation", ViolationPolicy.class, ViolationPolicy.REFUSE, "");

    public ModerationRules {
        kinds = Set.copyOf(kinds);
        words = List.copyOf(words);
    }

    /// Several, by their IDs.
    ///
    /// @return empty for what is out of range
    static Optional<Map<String, ModerationRules>> readAll(JsonNode json) {
        if (!json.isObject() || json.size() > MAX_SETS) {
            return Optional.empty();
        }
        var all = new LinkedHashMap<String, ModerationRules>();
        int words = 0;
        for (var entry : json.properties()) {
            var rules = read(entry.getValue());
            if (rules.isEmpty()
                    || entry.getKey().isEmpty()
                    || Check.utf8Length(entry.getKey()) > Limits.MODERATION_ID_BYTES) {
                return Optional.empty();
            }
            all.put(entry.getKey(), rules.get());
            words += rules.get().words().size();
        }
        return words > MAX_WORDS ? Optional.empty() : Optional.of(all);
    }

    private static Optional<ModerationRules> read(JsonNode json) {
        if (!json.isObject() || json.properties().stream().anyMatch(field -> !FIELDS.contains(field.getKey()))) {
            return Optional.empty();
        }
        var kinds = field(json, KINDS_FIELD);
        var words = field(json, WORDS_FIELD);
        var onViolation = field(json, VIOLATION_FIELD);
        return kinds.isPresent() && words.isPresent() && onViolation.isPresent()
                ? Optional.of(new ModerationRules(kinds.get(), words.get(), onViolation.get()))
                : Optional.empty();
    }

    private static <T> Optional<T> field(JsonNode json, Setting<T> field) {
        var value = json.get(field.key());
        return value == null ? Optional.of(field.byDefault()) : field.tryToRead(value);
    }

    static JsonNode writeAll(Map<String, ModerationRules> all) {
        var json = JsonNodeFactory.instance.objectNode();
        all.forEach((id, rules) -> json.set(id, rules.write()));
        return json;
    }

    private ObjectNode write() {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("kinds", KINDS_FIELD.write(kinds));
        json.set("words", WORDS_FIELD.write(words));
        json.set("onViolation", VIOLATION_FIELD.write(onViolation));
        return json;
    }
}
