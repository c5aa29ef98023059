import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes what is derived from the protocol's sources: the web SDK's types and constants
/// (`web/sdk/src/generated/`, not committed) and the generated parts of `docs/`.
///
///     java protocol/tools/Generate.java types|docs|check
///
/// `types` is part of every web build. `docs` writes the documents, too (`./parley docs`). `check` compares them
/// instead, and the exit code is 1 when one is stale.
final class Generate {
    private static final Path ROOT =
            Path.of(System.getProperty("parley.root", ".")).toAbsolutePath();

    private final boolean check;
    private final List<Path> stale = new ArrayList<>();

    private Generate(boolean check) {
        this.check = check;
    }

    public static void main(String[] args) throws IOException {
        var protocol = Protocol.read(ROOT.resolve("protocol/src/main/java"));
        switch (args.length == 1 ? args[0] : "") {
            case "types" -> types(protocol);
            case "docs" -> {
                types(protocol);
                new Generate(false).documents(protocol);
            }
            case "check" -> new Generate(true).documents(protocol);
            default -> {
                System.err.println("usage: java Generate.java types|docs|check");
                System.exit(2);
            }
        }
    }

    private static void types(Protocol protocol) throws IOException {
        var web = ROOT.resolve("web/sdk/src/generated");
        Files.createDirectories(web);
        writeIfChanged(web.resolve("protocol.ts"), TypeScript.protocol(protocol));
        writeIfChanged(web.resolve("errorCode.ts"), TypeScript.errorCodes(protocol));
        writeIfChanged(web.resolve("limits.ts"), TypeScript.limits(protocol));
    }

    private void documents(Protocol protocol) throws IOException {
        document(ROOT.resolve("docs/errors.md"), Markdown.errors(protocol));
        var page = ROOT.resolve("docs/protocol.md");
        document(page, section(Files.readString(page), "operations", Markdown.operations(protocol)));
        if (!stale.isEmpty()) {
            System.err.println("Stale, run ./parley docs and commit: " + stale);
            System.exit(1);
        }
    }

    /// Leaves an unchanged file alone, so that nothing that depends on it is built again.
    private static void writeIfChanged(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Files.writeString(file, content);
        }
    }

    private void document(Path file, String content) throws IOException {
        if (!check) {
            writeIfChanged(file, content);
        } else if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            stale.add(ROOT.relativize(file));
        }
    }

    /// The page with what stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->` replaced.
    private static String section(String page, String name, String content) {
        var start = "<!-- generated:" + name + " -->";
        var end = "<!-- /generated:" + name + " -->";
        var marked = Pattern.compile(Pattern.quote(start) + ".*?" + Pattern.quote(end), Pattern.DOTALL);
        var matcher = marked.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("docs/protocol.md lacks the markers " + start + " and " + end);
        }
        return matcher.replaceFirst(Matcher.quoteReplacement(start + "\n" + content + end));
    }
}
