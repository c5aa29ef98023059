package im.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GramsTest {
    @Example
    void chinese_is_cut_into_pairs() {
        assertThat(partsOf("我们吃饭")).containsExactly("我们", "们吃", "吃饭", "饭");
        assertThat(Grams.of("吃饭")).containsExactly("吃饭");
        assertThat(Grams.beginnings("饭")).containsExactly("饭");
    }

    @Example
    void japanese_and_korean_are_cut_into_pairs() {
        assertThat(partsOf("コーヒーです")).containsExactly("コー", "ーヒ", "ヒー", "ーで", "です", "す");
        assertThat(partsOf("안녕 하세요")).containsExactly("안녕", "녕", "하세", "세요", "요");
        assertThat(Grams.of("人々")).containsExactly("人々");
    }

    @Example
    void other_words_are_cut_into_triples() {
        assertThat(partsOf("hello ok")).containsExactly("hel", "ell", "llo", "lo", "ok");
        assertThat(Grams.of("ello")).containsExactly("ell", "llo");
        assertThat(Grams.beginnings("lo")).containsExactly("lo");
        assertThat(partsOf("привет")).contains("при", "вет");
        assertThat(partsOf("สวัสดี")).contains("สวั");
    }

    @Example
    void where_scripts_meet_there_are_pairs() {
        assertThat(partsOf("5g网络app")).containsExactly("5g", "g网", "网络", "络a", "app", "pp");
        assertThat(Grams.of("5g网")).containsExactly("g网");
    }

    @Example
    void what_is_neither_letter_nor_digit_is_in_no_part() {
        assertThat(partsOf("😀 !? — ，。'\\")).isEmpty();
        assertThat(Grams.of("c++")).isEmpty();
        assertThat(Grams.beginnings("c++")).isEmpty();
    }

    @Example
    void characters_beyond_the_basic_plane_are_whole() {
        assertThat(partsOf("𠮷野")).containsExactly("𠮷野", "野");
    }

    @Example
    void case_and_width_are_folded() {
        assertThat(Folding.fold("ＡＢＣ ｱｲｳ Ｈello ΟΔΟΣ")).isEqualTo("abc アイウ hello οδοσ");
        assertThat(Folding.fold("cafe\u0301")).isEqualTo("café");
        assertThat(Folding.fold("한")).isEqualTo("한");
        assertThat(Folding.fold("a\0b\ud800c")).isEqualTo("a\ufffdb\ufffdc");
    }

    @Property(tries = 2_000)
    void whatever_is_part_of_a_text_has_its_parts(
            @ForAll @From("texts") String text, @ForAll int from, @ForAll int to) {
        var folded = Folding.fold(text).codePoints().toArray();
        int begin = folded.length == 0 ? 0 : Math.floorMod(from, folded.length);
        int end = begin + Math.floorMod(to, folded.length - begin + 1);
        var whole = partsOf(new String(folded, 0, folded.length));
        var keyword = new String(folded, begin, end - begin);

        assertThat(whole).containsAll(Grams.of(keyword));
        assertThat(Grams.beginnings(keyword))
                .allMatch(beginning -> whole.stream().anyMatch(part -> part.startsWith(beginning)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "b", "Z", "1", " ", "-", "中", "文", "か", "カ", "ー", "한", "é", "\u0301", "😀", "ก", "ｶ", "ﾞ")
                .list()
                .ofMaxSize(12)
                .map(characters -> String.join("", characters));
    }

    private static Set<String> partsOf(String folded) {
        List<String> parts = new ArrayList<>();
        Grams.addTo(parts, folded);
        return new LinkedHashSet<>(parts);
    }
}
