package im.parley.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Frames as text: requests out, responses and pushes in.
final class Wire {
    private static final JsonMapper JSON = ProtocolJson.mapper();

    /// What the server sends: with an `id` the answer to a request, with an `event` a push.
    record Incoming(
            @Nullable Long id,
            @Nullable Integer code,
            @Nullable String message,
            @Nullable String event,
            @Nullable RawJson body) {}

    private record Request(long id, String op, Object body) {}

    private record Form(String name, JavaType result) {}

    private static final ClassValue<Form> FORMS = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            var operation = Arrays.stream(type.getGenericInterfaces())
                    .filter(ParameterizedType.class::isInstance)
                    .map(ParameterizedType.class::cast)
                    .filter(form -> form.getRawType() == Operation.class)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(type + " is no operation"));
            return new Form(
                    type.getAnnotation(Op.class).value(),
                    JSON.constructType(operation.getActualTypeArguments()[0]));
        }
    };

    private Wire() {}

    static String encode(long id, Operation<?> operation) {
        var name = FORMS.get(operation.getClass()).name();
        return wellFormed(text(new Request(id, name, operation)));
    }

    /// The same frame, sent once more.
    static String again(String frame) {
        return "{\"again\":true," + frame.substring(1);
    }

    static String nameOf(Operation<?> operation) {
        return FORMS.get(operation.getClass()).name();
    }

    /// @param text of one frame, or an array of several
    /// @throws IOException if the text is none of these
    static List<Incoming> decode(String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return text.startsWith("[")
                ? List.of(JSON.readValue(utf8, Incoming[].class))
                : List.of(JSON.readValue(utf8, Incoming.class));
    }

    /// The result of an operation from a response's body; a missing body is an empty one.
    ///
    /// @throws IOException if the body does not have the result's form
    static <R> R result(Operation<R> operation, @Nullable RawJson body) throws IOException {
        var bytes = body == null ? "{}".getBytes(StandardCharsets.UTF_8) : body.utf8();
        return JSON.readValue(bytes, FORMS.get(operation.getClass()).result());
    }

    /// @throws IOException if the body does not have the record's form
    static <P> P push(Class<P> type, @Nullable RawJson body) throws IOException {
        var bytes = body == null ? "{}".getBytes(StandardCharsets.UTF_8) : body.utf8();
        return JSON.readValue(bytes, type);
    }

    /// A value as JSON text.
    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of the protocol can be written", impossible);
        }
    }

    /// Half a surrogate pair is no text and would end the connection: it becomes a question mark.
    private static String wellFormed(String json) {
        for (int i = 0; i < json.length(); i++) {
            if (Character.isSurrogate(json.charAt(i))) {
                return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return json;
    }
}
