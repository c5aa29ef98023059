package im.parley.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts are cut to what a vendor takes, against a slow and simple model.
class TextLimitsTest {
    @Property
    void a_text_is_cut_as_little_as_possible(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 2, max = 40) int most,
            @ForAll @IntRange(min = 1, max = 2) int wide) {
        var limits = new TextLimits(most, most, wide);

        assertThat(limits.text(text)).isEqualTo(model(text, most, wide));
        assertThat(limits.title(text)).isEqualTo(limits.text(text));
    }

    /// Tries every beginning of the text, the longest first.
    private static String model(String text, int most, int wide) {
        if (length(text, wide) <= most) {
            return text;
        }
        var beginnings = new ArrayList<>(List.of(""));
        text.codePoints().forEach(character -> beginnings.add(beginnings.getLast() + Character.toString(character)));
        return beginnings.reversed().stream()
                .map(beginning -> beginning + "…")
                .filter(cut -> length(cut, wide) <= most)
                .findFirst()
                .orElseThrow();
    }

    private static int length(String text, int wide) {
        return text.codePoints()
                .map(character -> "aé1 ".indexOf(character) >= 0 ? 1 : wide)
                .sum();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "é", "1", " ", "好", "，", "の", "한", "😀", "Ａ", "“")
                .list()
                .ofMaxSize(60)
                .map(characters -> String.join("", characters));
    }

    /// What counts as wide, from its first and last on.
    @ParameterizedTest
    @CsvSource({"a,false", "ÿ,false", "я,false", "ᄀ,true", "…,true", "⺀,true", "好,true", "！,true", "😀,true"})
    void characters_are_wide_that_are_not_of_an_alphabet(String character, boolean wide) {
        assertThat(TextLimits.isWide(character.codePointAt(0))).isEqualTo(wide);
    }
}
