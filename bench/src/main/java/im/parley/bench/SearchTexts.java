package im.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What people say in the search benchmark: half of the messages are English words, half Chinese without
/// blanks. A few words are in every other message, most in few.
final class SearchTexts {
    private static final int WORDS = 400;
    private static final int FIRST_HAN = 0x4E00;
    private static final int HANS = 2_000;
    private static final int WORDS_OF_A_MESSAGE = 10;

    final List<String> english;
    final List<String> chinese;

    SearchTexts() {
        var random = new SplittableRandom(3);
        english = words(() -> random.ints(3 + random.nextInt(7), 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));
        chinese = words(() -> random.ints(2, FIRST_HAN, FIRST_HAN + HANS)
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));
    }

    private static List<String> words(Supplier<String> next) {
        var words = new ArrayList<String>();
        while (words.size() < WORDS) {
            var word = next.get();
            if (!words.contains(word)) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /// For [ChatHistory]: a payload that differs from message to message and is the same in each run.
    String payload() {
        return "'{\"text\":\"' || CASE WHEN s % 2 = 0 THEN " + text(english, "' '") + " ELSE " + text(chinese, "''")
                + " END || '\"}'";
    }

    private static String text(List<String> words, String between) {
        var array = words.stream()
                .map(word -> '\'' + word + '\'')
                .collect(Collectors.joining(",", "(ARRAY[", "]::text[])"));
        return IntStream.range(0, WORDS_OF_A_MESSAGE)
                .mapToObj(i -> array + "[1 + floor(" + (WORDS - 1) + " * power((hashint8extended(c.id << 20 | s, " + i
                        + ") & 1073741823) / 1073741824.0::float8, 3))::int]")
                .collect(Collectors.joining(", ", "concat_ws(" + between + ", ", ")"));
    }
}
