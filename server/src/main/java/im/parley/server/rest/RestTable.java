package im.parley.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The explicit list of commands, one line each. Field names begin with a capital on the wire: `userID`
/// is `UserID`.
public final class RestTable {
    private static final JsonMapper MAPPER = ProtocolJson.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .build();

    private final Map<String, Route<?, ?>> routes;

    private RestTable(Map<String, Route<?, ?>> routes) {
        this.routes = Map.copyOf(routes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The command, null if there is none of this name.
    @Nullable
    Route<?, ?> find(String service, String command) {
        return routes.get(service + '/' + command);
    }

    /// One command: how its body is read and who serves it.
    static final class Route<A, B> {
        private final IntFunction<A> areas;
        private final ObjectReader reader;
        private final RestCommand<A, B> command;

        private Route(IntFunction<A> areas, Class<B> body, RestCommand<A, B> command) {
            this.areas = areas;
            this.reader = MAPPER.readerFor(body);
            this.command = command;
        }

        /// @return makes the call for the app of an SDKAppID; it gives the fields of the answer beside the
        ///     envelope's
        /// @throws ChatException [ErrorCode#JSON_PARSE_ERROR] naming the field
        IntFunction<ObjectNode> read(byte[] body) {
            var parsed = parse(body);
            return sdkAppID -> MAPPER.valueToTree(command.call(areas.apply(sdkAppID), parsed));
        }

        private B parse(byte[] body) {
            try {
                JsonNode json = MAPPER.readTree(body);
                if (!json.isObject()) {
                    throw ErrorCode.JSON_PARSE_ERROR.because("the body is no JSON object");
                }
                return reader.readValue(json);
            } catch (JsonMappingException mismatch) {
                if (mismatch.getCause() instanceof ChatException refusal) {
                    throw refusal;
                }
                throw ErrorCode.JSON_PARSE_ERROR.because(path(mismatch) + " has a wrong type");
            } catch (JsonProcessingException broken) {
                throw ErrorCode.JSON_PARSE_ERROR.because("the body is no JSON object: " + broken.getOriginalMessage());
            } catch (IOException impossible) {
                throw new IllegalStateException("memory does not fail", impossible);
            }
        }

        private static String path(JsonMappingException mismatch) {
            return mismatch.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
        }
    }

    /// Puts a table together.
    public static final class Builder {
        private final Map<String, Route<?, ?>> routes = new HashMap<>();

        private Builder() {}

        /// The commands that use the same part of an app.
        ///
        /// @param areas from the SDKAppID of an app that is served to that part of it
        public <A> Area<A> area(IntFunction<A> areas) {
            return new Area<>(routes, areas);
        }

        public RestTable build() {
            return new RestTable(routes);
        }
    }

    /// Takes the commands of one area into the table.
    ///
    /// @param <A> what they may use of an app
    public static final class Area<A> {
        private final Map<String, Route<?, ?>> routes;
        private final IntFunction<A> areas;

        private Area(Map<String, Route<?, ?>> routes, IntFunction<A> areas) {
            this.routes = routes;
            this.areas = areas;
        }

        /// @param service such as `im_open_login_svc`
        /// @param command such as `kick`
        /// @param body the record of its body
        public <B> Area<A> on(String service, String command, Class<B> body, RestCommand<A, B> serve) {
            if (routes.putIfAbsent(service + '/' + command, new Route<>(areas, body, serve)) != null) {
                throw new IllegalStateException(service + '/' + command + " is in the table twice");
            }
            return this;
        }
    }
}
