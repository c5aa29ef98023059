package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Property
    void every_text_is_valid(@ForAll String text) {
        assertThat(Utf8.isValid(text.getBytes(StandardCharsets.UTF_8))).isTrue(); // lone surrogates become '?'
    }

    @Property(tries = 5_000)
    void it_agrees_with_the_jdk(@ForAll @Size(max = 8) byte[] bytes) {
        assertThat(Utf8.isValid(bytes)).isEqualTo(jdk(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "ed9fbf",
                "ee8080",
                "efbfbf",
                "f0908080",
                "f48fbfbf",
                "80",
                "bf",
                "c0af",
                "c1bf",
                "e09fbf",
                "eda080",
                "edbfbf",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "ff",
                "c2",
                "e282",
                "f09f98",
                "c241",
                "e28241",
                "f09f9841",
            })
    void the_edges_are_where_the_jdk_has_them(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        assertThat(Utf8.isValid(bytes)).isEqualTo(jdk(bytes));
    }

    private static boolean jdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }
}
