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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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

    private static final List<String> NAMES = Stream.of(NEEDED.keySet(), ALLOWED.keySet(), Set.of("receiverList"))
            .flatMap(Set::stream)
            .sorted()
            .toList();

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
        return Arbitraries.randomValue(random -> body(fields(random)));
    }

    @Provide
    Arbitrary<String> any() {
        return Arbitraries.randomValue(random -> {
            var fields = fields(random);
            for (int odd = random.nextInt(3); odd >= 0; odd--) { // behind what fits: the last of a name counts
                fields.add(new Field(one(NAMES, random), one(ANYTHING, random)));
            }
            return body(fields);
        });
    }

    /// What a request needs and some of what it may have, in any order.
    private static List<Field> fields(Random random) {
        var fields = new ArrayList<Field>();
        for (var name : NAMES) { // sorted, so that a seed gives the same again
            var values = NEEDED.get(name);
            if (values == null && random.nextBoolean()) {
                values = ALLOWED.get(name);
            }
            if (values != null) {
                fields.add(new Field(name, one(values, random)));
            }
        }
        Collections.shuffle(fields, random);
        return fields;
    }

    private static String one(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String body(List<Field> fields) {
        return fields.stream().map(SendMessageReaderTest::json).collect(Collectors.joining(",", "{", "}"));
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
