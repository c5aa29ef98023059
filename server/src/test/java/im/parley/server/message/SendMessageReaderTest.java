package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import im.parley.protocol.ChatException;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.SendMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the reader makes of requests, held to what data binding makes of them.
class SendMessageReaderTest {
    private static final ObjectReader BINDING = ProtocolJson.mapper().readerFor(SendMessage.class);

    /// What a request must have.
    private static final Map<String, List<String>> NEEDED = Map.of(
            "id", List.of("\"1-2-3\"", "\"144115198244471703-1732924800-4294967295\""),
            "conversationID", List.of("\"C2Cbob\"", "\"GROUP@TGS#1\"", "\"@TIM#SYSTEM\""),
            "type", List.of("\"TIMTextElem\"", "\"no type\"", "\"中\\u0041\""),
            "payload", List.of("{\"text\":\"hi\"}", "{ \"text\" : [1, {\"a\":null}] }", "[]", "7", "\"text\"", "true"));

    /// What it may have.
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "cloudCustomData", List.of("\"\"", "\"custom \\\"data\\\"\""),
            "priority", List.of("\"High\"", "\"Lowest\""),
            "needReadReceipt", List.of("true", "false"),
            "isSupportExtension", List.of("true", "false"),
            "atUserList", List.of("[\"bob\"]", "[\"ann\", \"__kImSDK_MesssageAtALL__\"]"),
            "onlineUserOnly", List.of("true", "false"),
            "messageControlInfo", List.of("{}", "{\"excludedFromUnreadCount\":true,\"unknown\":[1]}"),
            "offlinePushInfo", List.of("{}", "{\"title\":\"T\",\"androidInfo\":{\"sound\":\"s\"}}"),
            "customModerationConfigurationID", List.of("\"rules\""),
            "unknown", List.of("{\"a\":[1,\"x\"]}", "\"text\"", "-1.5e3"));

    private static final List<String> ANYTHING = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "\"\"",
            "\"C2C\"",
            "\"1-2\"",
            "\"a\\u0000b\"",
            "[]",
            "[null]",
            "[1]",
            "[\"bob\"]",
            "{}",
            "{\"title\":5}",
            "{\"excludedFromUnreadCount\":null}",
            "\"" + "x".repeat(300) + "\"");

    private record Field(String name, String value) {}

    @Property(tries = 3_000)
    void what_fits_is_read_as_by_data_binding(@ForAll("fit") String body) throws IOException {
        var in = parser(body);
        assertThat(SendMessageReader.read(in)).isEqualTo(BINDING.readValue(utf8(body)));
        assertThat(in.currentToken()).isEqualTo(JsonToken.END_OBJECT);
        assertThat(in.currentLocation().getByteOffset()).isEqualTo(utf8(body).length);
    }

    @Property(tries = 5_000)
    void nothing_is_taken_that_data_binding_refuses_or_reads_otherwise(@ForAll("any") String body) throws IOException {
        SendMessage read;
        try {
            read = SendMessageReader.read(parser(body));
        } catch (JacksonException | ChatException left) {
            return;
        }
        assertThat(read).isEqualTo(BINDING.readValue(utf8(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":null}",
                "{\"id\":\"1-2-3\",\"conversationID\":\"C2Cbob\",\"type\":\"TIMTextElem\"}",
                "{\"cloudCustomData\":5}",
                "{\"needReadReceipt\":\"true\"}",
                "{\"needReadReceipt\":1}",
                "{\"atUserList\":\"bob\"}",
            })
    void what_does_not_fit_is_left_to_data_binding(String body) {
        assertThatThrownBy(() -> SendMessageReader.read(parser(body)))
                .isInstanceOfAny(JacksonException.class, ChatException.class);
    }

    @Provide
    Arbitrary<String> fit() {
        return Arbitraries.subsetOf(ALLOWED.keySet()).flatMap(names -> {
            var fields = new ArrayList<Arbitrary<Field>>();
            NEEDED.forEach((name, values) -> fields.add(Arbitraries.of(values).map(value -> new Field(name, value))));
            names.forEach(name -> fields.add(Arbitraries.of(ALLOWED.get(name)).map(value -> new Field(name, value))));
            return Combinators.combine(fields).as(List::copyOf).flatMap(SendMessageReaderTest::shuffled);
        });
    }

    @Provide
    Arbitrary<String> any() {
        var names = new ArrayList<>(NEEDED.keySet());
        names.addAll(ALLOWED.keySet());
        names.add("receiverList");
        return Arbitraries.of(names)
                .flatMap(name -> Arbitraries.of(ANYTHING).map(value -> new Field(name, value)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(odd -> fit().map(body -> {
                    var more = odd.stream().map(SendMessageReaderTest::json).collect(Collectors.joining(","));
                    return body.substring(0, body.length() - 1) + "," + more + "}"; // the last of a name counts
                }));
    }

    private static Arbitrary<String> shuffled(List<Field> fields) {
        return Arbitraries.shuffle(fields)
                .map(all -> all.stream().map(SendMessageReaderTest::json).collect(Collectors.joining(",", "{", "}")));
    }

    private static String json(Field field) {
        return "\"" + field.name() + "\":" + field.value();
    }

    private static JsonParser parser(String body) throws IOException {
        var in = ProtocolJson.mapper().createParser(utf8(body));
        in.nextToken();
        return in;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
