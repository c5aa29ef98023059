package im.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {
    record Holder(String before, RawJson raw, String after) {}

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,{\"b\":null}]}", "[1,2]", "\"ü \\\" 👍\"", "12.50", "true", "{}"})
    void a_value_stays_as_it_came_whatever_it_is_read_from(String value) throws IOException {
        var json = "{\"before\":\"ü\",\"raw\":" + value + ",\"after\":\"z\"}";
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        var longer = ("--" + json + "--").getBytes(StandardCharsets.UTF_8);
        var mapper = ProtocolJson.mapper();

        assertThat(mapper.readValue(bytes, Holder.class).raw()).hasToString(value);
        assertThat(mapper.readValue(bytes, 0, bytes.length, Holder.class).raw()).hasToString(value);
        assertThat(mapper.readValue(longer, 2, bytes.length, Holder.class).raw())
                .hasToString(value);
        assertThat(mapper.writeValueAsString(mapper.readValue(bytes, Holder.class)))
                .isEqualTo(json);
    }
}
