package im.parley.server.operation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in the protocol's words why a body does not fit its record.
final class BodyError {
    private static final int QUOTED_CHARACTERS = 120;

    private BodyError() {}

    /// The refusal that the record's own checks threw, or else [ErrorCode#JSON_PARSE_ERROR] with the
    /// field's path and what was expected there.
    static ChatException of(JacksonException unfit) {
        for (Throwable cause = unfit; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChatException refusal) {
                return refusal;
            }
        }
        var path = new StringBuilder("body");
        if (unfit instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
            }
        }
        var expected = unfit instanceof MismatchedInputException mismatch ? expected(mismatch.getTargetType()) : null;
        return ErrorCode.JSON_PARSE_ERROR.because(cut(path.toString())
                + (expected == null ? " is unfit: " + brief(unfit) : " is unfit, expected " + expected));
    }

    /// What the parser says, without the text it was reading.
    static String brief(JacksonException broken) {
        var message = broken.getOriginalMessage();
        return cut(message == null ? broken.getClass().getSimpleName() : message.replace('\n', ' '));
    }

    private static @Nullable String expected(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ProtocolJson.mapper().valueToTree(constant).asText())
                    .collect(Collectors.joining(", ", "one of ", ""));
        } else if (type == String.class) {
            return "a text";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == double.class || type == Double.class) {
            return "a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return "a " + type.getSimpleName();
    }

    private static String cut(String text) {
        return text.length() > QUOTED_CHARACTERS ? text.substring(0, QUOTED_CHARACTERS) + "…" : text;
    }
}
