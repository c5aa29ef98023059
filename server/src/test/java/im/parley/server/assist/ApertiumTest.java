package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.server.process.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The real program, with its pair `eng-spa`.
class ApertiumTest {
    private static final Locale SPANISH = Locale.of("es");

    private final Translator apertium = new Apertium(ChildProcess.find("apertium")
            .orElseThrow(() -> new AssertionError("apt-get install apertium apertium-eng-spa")));

    @Test
    void texts_are_translated_each_for_itself_and_in_order() {
        assertThat(apertium.translate(List.of("Good morning", "the house", "cats"), Locale.ENGLISH, SPANISH))
                .containsExactly("Buenos días", "La casa", "Gatos");
        assertThat(apertium.translate(List.of("la casa"), SPANISH, Locale.forLanguageTag("en-GB")))
                .containsExactly("The house");
    }

    @Test
    void what_is_special_to_apertium_comes_through() {
        var odd = "the house ^x$ [b] <b>cats</b> {1} a\\b / @ann 好 😀 xyzzyq";
        var lines = "the house\n\ncats\r\n the house";

        var translated = apertium.translate(List.of(odd, lines), Locale.ENGLISH, SPANISH);

        assertThat(translated.getFirst())
                .startsWith("La casa ^x$ [b] <b>gatos</b> {1} ")
                .contains("\\", "@ann", "好 😀 xyzzyq")
                .doesNotContain("*");
        assertThat(translated.getLast()).isEqualTo("La casa\n\nGatos\r\n La casa");
    }

    @Test
    void the_source_language_is_found_out() {
        assertThat(apertium.translate(List.of("the white house"), null, SPANISH))
                .containsExactly("La casa blanca");
        assertThat(apertium.translate(List.of("la casa blanca"), null, Locale.ENGLISH))
                .containsExactly("The white house");
    }

    @Test
    void a_language_without_a_pair_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> apertium.translate(List.of("hi"), Locale.ENGLISH, Locale.JAPANESE))
                .hasMessageContaining("targetLanguage is \"ja\", expected one of these pairs: ")
                .hasMessageContaining("eng-spa");
        assertThatThrownBy(() -> apertium.translate(List.of("hi"), Locale.JAPANESE, SPANISH))
                .hasMessageContaining("sourceLanguage is \"ja\"");
    }

    @Test
    void a_program_that_is_none_is_named() {
        assertThatThrownBy(() ->
                        new Apertium(Path.of("/nowhere/apertium")).translate(List.of("hi"), Locale.ENGLISH, SPANISH))
                .hasMessageContaining("apertium cannot be started");
    }

    @Test
    void the_language_that_knows_more_words_is_the_likelier_one() {
        assertThat(ApertiumStream.unknown("*uno dos *tres cuatro")).isEqualTo(0.5);
        assertThat(ApertiumStream.unknown("…")).isEqualTo(1);
    }
}
