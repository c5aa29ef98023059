package im.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.message.FoundMessages;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Random texts, changes and keywords against a model: a keyword is found where it is part of the text, in what
/// the viewer may see, and nowhere else, however far the index has followed.
class SearchModelTest {
    private static Talks talks;

    @AfterContainer
    static void close() {
        talks.store.close();
    }

    @BeforeContainer
    static void open() {
        talks = new Talks(TestDatabase.newApp());
    }

    /// What happens, by the number of the message that it happens to.
    private record Step(Kind kind, int which, String text) {}

    private enum Kind {
        SAY,
        MODIFY,
        REVOKE,
        TOUCH,
        DELETE,
        INDEX
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    @Rule("searchCloudMessages#13")
    void finds_what_is_part_of_a_text(
            @ForAll @From("steps") @Size(max = 25) List<Step> steps,
            @ForAll @From("keywordLists") List<List<String>> searches) {
        var ann = talks.newUser("ann");
        var bob = talks.newUser("bob");
        long conversation = talks.talk(ann, bob);
        var visible = new TreeMap<Long, String>();
        for (var step : steps) {
            take(step, conversation, visible, ann, bob);
        }
        compare(visible, searches, ann, bob);
        talks.index(conversation);
        compare(visible, searches, ann, bob);
    }

    private static void compare(TreeMap<Long, String> visible, List<List<String>> searches, Account ann, Account bob) {
        for (var keywords : searches) {
            for (var match : List.of("or", "and")) {
                var expected = expected(visible, keywords, match);
                assertThat(talks.hits(ann, bob, keywords, match, 3))
                        .describedAs("%s of %s in %s", match, keywords, visible)
                        .containsExactlyElementsOf(expected);
                var everywhere = talks.search(ann, Talks.request(keywords, match, null, 20, null));
                assertThat(everywhere.searchResultList().stream()
                                .mapToInt(FoundMessages::messageCount)
                                .sum())
                        .isEqualTo(expected.size());
            }
        }
    }

    private static void take(Step step, long conversation, TreeMap<Long, String> visible, Account ann, Account bob) {
        if (step.kind() == Kind.SAY || visible.isEmpty()) {
            visible.put(
                    talks.say(step.which() % 2 == 0 ? ann : bob, step.which() % 2 == 0 ? bob : ann, step.text()),
                    step.text());
            return;
        }
        var sequences = List.copyOf(visible.keySet());
        long sequence = sequences.get(step.which() % sequences.size());
        switch (step.kind()) {
            case SAY -> throw new AssertionError("done above");
            case MODIFY -> {
                talks.modify(conversation, sequence, step.text());
                visible.put(sequence, step.text());
            }
            case REVOKE -> {
                talks.revoke(conversation, sequence);
                visible.remove(sequence);
            }
            case TOUCH -> talks.touch(conversation, sequence);
            case DELETE -> {
                talks.deleteFor(ann, conversation, sequence);
                visible.remove(sequence);
            }
            case INDEX -> talks.index(conversation);
        }
    }

    private static List<Long> expected(TreeMap<Long, String> visible, List<String> keywords, String match) {
        var folded = SearchQuery.folded(keywords);
        return visible.descendingMap().entrySet().stream()
                .filter(message -> {
                    var text = Folding.fold(message.getValue());
                    return match.equals("and")
                            ? folded.stream().allMatch(text::contains)
                            : folded.stream().anyMatch(text::contains);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(Kind.SAY)), Tuple.of(5, Arbitraries.of(Kind.class))),
                        Arbitraries.integers().between(0, 1_000),
                        text(10))
                .as(Step::new)
                .list()
                .ofMinSize(1);
    }

    @Provide
    Arbitrary<List<List<String>>> keywordLists() {
        return text(4).filter(keyword -> !keyword.isBlank())
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .list()
                .ofSize(4);
    }

    /// Few characters, so that much is found.
    private static Arbitrary<String> text(int most) {
        return Arbitraries.of("a", "A", "b", "Ｂ", "中", "文", "か", "한", " ", "😀", "%", "'", "\\", "é")
                .list()
                .ofMinSize(1)
                .ofMaxSize(most)
                .map(characters -> String.join("", characters));
    }
}
