package im.parley.server.assist;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.process.ChildProcess;
import im.parley.server.process.ChildProcessException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Apertium with the language pairs that are installed beside it, one process for each call and pair. It has no
/// detection of its own: where the source language is to be found out, the language that knows the most words
/// of a text is taken for its language.
final class Apertium implements Translator {
    private static final ErrorCode FAILED = ErrorCode.TRANSLATE_TEXT_FAIL;
    private static final int MAX_OUTPUT = 1 << 20;

    private final Path program;
    private volatile @Nullable Set<Pair> pairs;

    /// @param program the command `apertium`
    Apertium(Path program) {
        this.program = program;
    }

    /// What Apertium calls a mode: `eng-spa`.
    private record Pair(String source, String target) {
        String mode() {
            return source + '-' + target;
        }
    }

    @Override
    public List<String> translate(List<String> texts, @Nullable Locale source, Locale target) {
        var into = Languages.match(target, targets()).orElseThrow(() -> refused("targetLanguage", target));
        var candidates =
                pairs().stream().filter(pair -> pair.target().equals(into)).toList();
        if (source != null) {
            var from =
                    Languages.match(source, sources(candidates)).orElseThrow(() -> refused("sourceLanguage", source));
            return run(new Pair(from, into), texts, false);
        }
        return candidates.size() == 1
                ? run(candidates.getFirst(), texts, false)
                : detectAndTranslate(candidates, texts);
    }

    private List<String> detectAndTranslate(List<Pair> candidates, List<String> texts) {
        var attempts = new HashMap<Pair, List<String>>();
        candidates.forEach(pair -> attempts.put(pair, run(pair, texts, true)));
        var chosen = new HashMap<Pair, List<Integer>>();
        for (int i = 0; i < texts.size(); i++) {
            int text = i;
            var best = candidates.stream()
                    .min(Comparator.comparingDouble(pair -> ApertiumStream.unknown(
                            attempts.getOrDefault(pair, texts).get(text))))
                    .orElseThrow();
            chosen.computeIfAbsent(best, none -> new ArrayList<>()).add(text);
        }
        var translated = new ArrayList<>(texts);
        chosen.forEach((pair, places) -> {
            var done = run(pair, places.stream().map(texts::get).toList(), false);
            for (int i = 0; i < done.size(); i++) {
                translated.set(places.get(i), done.get(i));
            }
        });
        return translated;
    }

    private Set<String> targets() {
        return pairs().stream().map(Pair::target).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sources(List<Pair> pairs) {
        return pairs.stream().map(Pair::source).collect(Collectors.toCollection(TreeSet::new));
    }

    private ChatException refused(String field, Locale language) {
        return FAILED.because(field + " is \"" + language.toLanguageTag() + "\", expected one of these pairs: "
                + pairs().stream().map(Pair::mode).sorted().collect(Collectors.joining(", ")));
    }

    /// @param marks whether unknown words get a star in front
    private List<String> run(Pair pair, List<String> texts, boolean marks) {
        var command = new ArrayList<>(List.of(program.toString(), "-z", "-f", "none"));
        if (!marks) {
            command.add("-u");
        }
        command.add(pair.mode());
        var output = run(command, ApertiumStream.write(texts));
        var translated = ApertiumStream.read(output, texts.size());
        if (translated.size() != texts.size()) {
            throw FAILED.because("apertium gave " + translated.size() + " texts back of " + texts.size());
        }
        return translated;
    }

    private static byte[] run(List<String> command, byte[] input) {
        try {
            return ChildProcess.run(command, input, LIMIT, MAX_OUTPUT);
        } catch (ChildProcessException failed) {
            throw FAILED.because(failed.getMessage());
        }
    }

    private Set<Pair> pairs() {
        var known = pairs;
        if (known == null) {
            var list = new String(run(List.of(program.toString(), "-l"), new byte[0]), StandardCharsets.UTF_8);
            known = list.lines()
                    .map(line -> line.strip().split("-", 2))
                    .filter(parts -> parts.length == 2)
                    .map(parts -> new Pair(parts[0], parts[1]))
                    .collect(Collectors.toUnmodifiableSet());
            pairs = known;
        }
        return known;
    }
}
