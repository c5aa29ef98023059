package im.parley.protocol.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What people read of a message: the texts of its payload that words are looked for in.
public final class ReadableTexts {
    private static final Map<String, List<String>> FIELDS = Map.of(
            Types.MSG_TEXT, List.of("text"),
            Types.MSG_CUSTOM, List.of("data", "description"),
            Types.MSG_LOCATION, List.of("description"),
            Types.MSG_FILE, List.of("fileName"),
            Types.MSG_MERGER, List.of("title", "compatibleText"));

    private ReadableTexts() {}

    /// Whether messages of this type have any.
    public static boolean has(String type) {
        return FIELDS.containsKey(type);
    }

    /// The texts, those of messages inside a merged one too; empty ones are left out.
    ///
    /// @param type a `MSG_…` value
    /// @throws IllegalArgumentException if the payload is no JSON
    public static List<String> of(String type, RawJson payload) {
        if (!has(type)) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        visit(type, parse(payload), text -> {
            if (!text.isEmpty()) {
                texts.add(text);
            }
            return text;
        });
        return texts;
    }

    /// The texts of messages inside a merged one.
    public static List<String> of(List<SimplifiedMessage> merged) {
        return merged.stream()
                .flatMap(message -> message.messageBody().stream())
                .flatMap(element -> of(element.type(), element.payload()).stream())
                .toList();
    }

    /// The payload with each of its texts changed.
    ///
    /// @param type a `MSG_…` value
    /// @throws IllegalArgumentException if the payload is no JSON
    public static RawJson change(String type, RawJson payload, UnaryOperator<String> change) {
        var json = parse(payload);
        visit(type, json, change);
        return RawJson.of(json.toString());
    }

    private static JsonNode parse(RawJson payload) {
        try {
            return ProtocolJson.mapper().readTree(payload.utf8());
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a payload is no JSON", broken);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
    }

    private static void visit(String type, JsonNode payload, UnaryOperator<String> change) {
        if (!(payload instanceof ObjectNode object)) {
            return;
        }
        for (var field : FIELDS.getOrDefault(type, List.of())) {
            var text = object.get(field);
            if (text != null && text.isTextual()) {
                object.put(field, change.apply(text.textValue()));
            }
        }
        if (type.equals(Types.MSG_MERGER)) {
            visitLines(object.get("abstractList"), change);
            for (var message : object.path("messageList")) {
                for (var element : message.path("messageBody")) {
                    visit(element.path("type").asText(), element.path("payload"), change);
                }
            }
        }
    }

    private static void visitLines(@Nullable JsonNode lines, UnaryOperator<String> change) {
        if (lines instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, TextNode.valueOf(change.apply(array.get(i).textValue())));
                }
            }
        }
    }
}
