package im.parley.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Property
    void a_text_is_read_back_as_it_was(@ForAll String text) throws IOException {
        var stored = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(ProtocolJson.mapper().readValue(new JsonText(1).string(text).toByteArray(), String.class))
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"",
                "\\",
                "a\nb\tc\u0000d\u001fe\u007f",
                "中文",
                "\uD83D\uDE00",
                "ends with a quote\"",
            })
    void so_are_those_with_what_must_be_escaped(String text) throws IOException {
        a_text_is_read_back_as_it_was(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00b"})
    void half_a_pair_becomes_what_the_database_makes_of_it(String text) throws IOException {
        a_text_is_read_back_as_it_was(text);
    }

    @Property
    void numbers_are_those_of_the_jdk(@ForAll long number) {
        assertThat(new JsonText(1).number(number).toByteArray()).asString().isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void so_are_those_at_the_edges(long number) {
        numbers_are_those_of_the_jdk(number);
    }
}
