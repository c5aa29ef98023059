package im.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    @Property
    void what_is_written_can_be_read(
            @ForAll @LongRange(min = 0) long tinyID,
            @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long time,
            @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long random) {
        var id = new MessageId(tinyID, time, random);
        assertThat(MessageId.parse(id.text())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "--",
                "1-2",
                "1-2-",
                "-1-2",
                "1--2",
                "1-2-3-4",
                "1-2-3 ",
                "+1-2-3",
                "1-+2-3",
                "a-2-3",
                "1-2-١",
                "1-4294967296-3",
                "1-2-4294967296",
                "1-12345678901-3",
                "9223372036854775808-2-3",
                "12345678901234567890-2-3"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> MessageId.parse(text)).isInstanceOf(ChatException.class);
    }
}
