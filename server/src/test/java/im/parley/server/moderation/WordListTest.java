package im.parley.server.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.FoldedText;
import im.parley.protocol.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words in texts, against looking for each of them at each place.
class WordListTest {
    @ParameterizedTest
    @CsvSource({
        "spam, BUY SPAM NOW, BUY **** NOW",
        "spam, ｂｕｙ ｓｐａｍ, ｂｕｙ ****",
        "ass, first class, first class",
        "ass, 'an ass, twice: ASS', 'an ***, twice: ***'",
        "ass, grasse, grasse",
        "*ass, bass and assent, b*** and assent",
        "ass*, bass and assent, bass and ***ent",
        "*ass*, bass and assent, b*** and ***ent",
        "赌博, 网上赌博网站, 网上**网站",
        "ガチャ, ｶﾞﾁｬ引いた, ****引いた",
        "ставка, СТАВКА и подставка, ****** и подставка",
        "σοφος, ΣΟΦΟΣ, *****",
        "é, e\u0301, *",
        "😀, hi 😀!, hi *!",
        "b2b, 1b2b, 1b2b",
        "café, cafe\u0301s cafe\u0301, cafe\u0301s ****",
    })
    void words_are_masked(String word, String text, String masked) {
        var list = new WordList(List.of(word));

        assertThat(list.mask(text)).isEqualTo(masked);
        assertThat(list.find(text).isPresent()).isEqualTo(!masked.equals(text));
    }

    @Test
    void invisible_characters_do_not_hide_a_word() {
        var list = new WordList(List.of("spam"));

        assertThat(list.find("s\u200bp\u00ada\u2060m")).hasValue("spam");
        assertThat(list.mask("a s\u200bp\u00ada\u2060m!")).isEqualTo("a ****!");
    }

    @Test
    void what_is_no_word_is_passed_over() {
        assertThat(new WordList(List.of("", " ", "*", "**", "\u200b")).isEmpty())
                .isTrue();
        assertThat(Word.parse("x".repeat(Word.MAX_BYTES + 1))).isEmpty();
        assertThat(new WordList(List.of("*", "spam")).find("* spam")).hasValue("spam");
    }

    @Test
    void ten_thousand_words_cost_a_long_text_little() {
        var words = IntStream.range(0, 10_000)
                .mapToObj(i -> "w" + Integer.toString(i * 7919, 36) + (i % 3 == 0 ? "*" : ""))
                .toList();
        var list = new WordList(words);
        var text = IntStream.range(0, 1_500)
                .mapToObj(i -> Integer.toString(i * 104_729, 36))
                .collect(Collectors.joining(" w"))
                .substring(0, 10_000)
                .replace('w', 'v');
        var hostile = "a" + "\u0301\u0323".repeat(3_000); // 12 KB of marks on one letter
        for (int i = 0; i < 200; i++) { // warm up
            list.find(text);
            list.find(hostile);
        }

        assertThat(fastest(() -> assertThat(list.find(text)).isEmpty())).isLessThan(Duration.ofMillis(5));
        assertThat(fastest(() -> assertThat(list.find(hostile)).isEmpty())).isLessThan(Duration.ofMillis(20));
    }

    private static Duration fastest(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long begun = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - begun);
        }
        return Duration.ofNanos(best);
    }

    @Provide
    Arbitrary<String> texts() {
        return pieces("", 24);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return pieces("*", 4).list().ofMaxSize(12);
    }

    /// Of few characters, so that words are in texts, and of those that fold to something else.
    private static Arbitrary<String> pieces(String more, int most) {
        return Arbitraries.of(("aAbBcC1 １Ａßſｶﾞ賭博ﬁﬀe\u0301\u0323\u200b\u00adσςΣİı각\u1100\u1161\u11a8㎏" + more)
                        .codePoints()
                        .mapToObj(Character::toString)
                        .toList())
                .list()
                .ofMaxSize(most)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 3_000)
    void the_same_words_are_found_as_by_looking_everywhere(
            @ForAll("words") List<String> words, @ForAll("texts") String text) {
        var folded = FoldedText.fold(text);
        var expected = words.stream().flatMap(word -> Word.parse(word).stream()).anyMatch(word -> isIn(word, folded));

        assertThat(new WordList(words).find(text).isPresent()).isEqualTo(expected);
        assertThat(words.stream().flatMap(word -> Word.parse(word).stream()).anyMatch(word -> word.isIn(folded)))
                .isEqualTo(expected);
    }

    private static boolean isIn(Word word, String folded) {
        return IntStream.rangeClosed(0, folded.length())
                .anyMatch(at -> folded.startsWith(word.stem(), at) && word.fits(folded, at));
    }

    @Property(tries = 3_000)
    void what_is_masked_is_exactly_what_was_found(@ForAll("words") List<String> words, @ForAll("texts") String text) {
        var list = new WordList(words);
        var folding = FoldedText.of(text);
        var folded = folding.toString();
        var hidden = new ArrayList<Integer>();
        words.stream()
                .flatMap(word -> Word.parse(word).stream())
                .forEach(word -> IntStream.rangeClosed(
                                0, folded.length() - word.stem().length())
                        .filter(at -> folded.startsWith(word.stem(), at) && word.fits(folded, at))
                        .forEach(at -> IntStream.range(
                                        folding.start(at),
                                        folding.end(at + word.stem().length() - 1))
                                .forEach(hidden::add)));

        var masked = list.mask(text);

        var visible = IntStream.range(0, text.length())
                .filter(i -> !hidden.contains(i))
                .mapToObj(i -> String.valueOf(text.charAt(i)))
                .collect(Collectors.joining());
        assertThat(masked.replace("*", "")).isEqualTo(visible.replace("*", ""));
        assertThat(masked.equals(text)).isEqualTo(hidden.isEmpty());
    }

    @Property(tries = 3_000)
    void folding_again_changes_nothing(@ForAll("texts") String text) {
        var once = FoldedText.fold(text);

        assertThat(FoldedText.fold(once)).isEqualTo(once);
    }
}
