package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {
    @Property
    void a_text_is_read_whatever_it_says(@ForAll @NotEmpty String text) {
        var payload = RawJson.of(
                ProtocolJson.mapper().valueToTree(Map.of("text", text)).toString());
        assertThat(Kinds.check(Types.MSG_TEXT, payload)).isEqualTo(new TextPayload(stored(text)));
    }

    /// Half a surrogate pair does not outlast its way into bytes.
    private static String stored(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"text\":\"a\"};a",
                "{ \"text\" : \"a\" };a",
                "{\"text\":\"a\\\"}\"};a\"}",
                "{\"text\":\"a\",\"more\":\"b\"};a",
                "{\"more\":\"b\",\"text\":\"a\"};a",
            })
    void in_whatever_way_it_is_written(String payload, String text) {
        assertThat(Kinds.check(Types.MSG_TEXT, RawJson.of(payload))).isEqualTo(new TextPayload(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\"\"}",
                "{\"text\":null}",
                "{\"text\":5}",
                "{\"text\":\"a\",\"text\":\"\"}",
                "{\"text\":\"a\",\"text\":[\"\"]}",
                "[\"text\"]",
                "null",
                "\"text\"",
            })
    void what_is_no_text_is_refused(String payload) {
        assertThatThrownBy(() -> Kinds.check(Types.MSG_TEXT, RawJson.of(payload)))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MESSAGE_INVALID_REQUEST.number()));
    }
}
