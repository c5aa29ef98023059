import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// Writes `docs/reference/`: each method of the client API, in the order of `docs/rules.txt`, as the doc comments of
/// both SDKs describe it, with its rules; and the objects that the methods take and give.
///
///     java tools/Reference.java docs|check
///
/// `check` compares instead: the exit code is 1 when a page is stale, or when a method lacks a comment or one of the
/// SDKs.
final class Reference {
    private static final Path ROOT =
            Path.of(System.getProperty("parley.root", ".")).toAbsolutePath();
    private static final Path PAGES = ROOT.resolve("docs/reference");
    private static final String GENERATED =
            "<!-- Generated from the SDKs' doc comments by `./parley docs`; do not edit. -->\n\n";
    private static final Pattern JAVA_LINK = Pattern.compile(
            "\\[(?:([^\\]\\[]+)\\]\\[)?((?:[a-z]\\w*\\.)*[A-Z]?\\w*(?:#\\w+)?)(?:\\([^)]*\\))?\\](?!\\()");
    private static final Pattern TS_LINK = Pattern.compile("\\{@link (\\w+)[^}]*}");
    private static final Pattern RULE = Pattern.compile("`(\\w+#\\d+)`");

    /// A section of the API: a page.
    record Area(String title, String file, Map<String, List<String>> methods) {}

    /// What one SDK says of a method: its forms, each with its comment.
    record Form(String signature, String doc) {}

    /// A type that methods take or give.
    record Type(String name, String doc, String body) {}

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, List<Form>> java = new LinkedHashMap<>();
    private final Map<String, List<Form>> web = new LinkedHashMap<>();
    private final Map<String, Type> javaTypes = new TreeMap<>();
    private final Map<String, Type> webTypes = new TreeMap<>();
    private final Map<String, Integer> ruleLines = new LinkedHashMap<>();
    private final Map<String, String> pageOf = new LinkedHashMap<>(); // by method
    private final boolean check;

    private Reference(boolean check) {
        this.check = check;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1 || !Set.of("docs", "check").contains(args[0])) {
            System.err.println("usage: java tools/Reference.java docs|check");
            System.exit(2);
        }
        new Reference(args[0].equals("check")).run();
    }

    private void run() throws IOException {
        readJava();
        readWeb();
        var areas = areas();
        areas.forEach(area -> area.methods().keySet().forEach(method -> pageOf.put(method, area.file())));
        Files.createDirectories(PAGES);
        var pages = new LinkedHashMap<String, String>();
        pages.put("README.md", index(areas));
        areas.forEach(area -> pages.put(area.file(), page(area)));
        pages.put("objects-web.md", objects("Objects of the web SDK", "ts", webTypes));
        pages.put("objects-java.md", objects("Objects of the Java SDK", "java", javaTypes));
        for (var page : pages.entrySet()) {
            write(PAGES.resolve(page.getKey()), page.getValue());
        }
        try (var files = Files.list(PAGES)) {
            for (var file : files.toList()) {
                if (!pages.containsKey(file.getFileName().toString())) {
                    wrong.add(ROOT.relativize(file) + " is no page of the reference");
                }
            }
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(System.err::println);
            System.exit(1);
        }
    }

    private void write(Path file, String content) throws IOException {
        var same = Files.exists(file) && Files.readString(file).equals(content);
        if (!same && check) {
            wrong.add("Stale, run ./parley docs and commit: " + ROOT.relativize(file));
        } else if (!same) {
            Files.writeString(file, content);
        }
    }

    // ---- what there is

    /// The areas of `docs/rules.txt` with their methods and rules; then the methods that have no rules of their own.
    private List<Area> areas() throws IOException {
        var areas = new ArrayList<Area>();
        var known = new LinkedHashSet<String>();
        var heading = Pattern.compile("\\[\\w+] (.*)");
        var line = 0;
        for (var text : Files.readAllLines(ROOT.resolve("docs/rules.txt"))) {
            line++;
            var title = heading.matcher(text);
            if (title.matches()) {
                areas.add(new Area(title.group(1), fileOf(title.group(1)), new LinkedHashMap<>()));
            } else if (text.contains("#") && !text.startsWith("#")) {
                ruleLines.put(text.strip(), line);
                var method = text.substring(0, text.indexOf('#'));
                if (java.containsKey(method) || web.containsKey(method)) {
                    known.add(method);
                    areas.getLast()
                            .methods()
                            .computeIfAbsent(method, first -> new ArrayList<>())
                            .add(text.strip());
                }
            }
        }
        areas.removeIf(area -> area.methods().isEmpty());
        var more = new Area("More methods", "more-methods.md", new LinkedHashMap<>());
        java.keySet().stream()
                .filter(method -> !known.contains(method))
                .forEach(method -> more.methods().put(method, List.of()));
        web.keySet().stream()
                .filter(method -> !known.contains(method))
                .forEach(method -> more.methods().putIfAbsent(method, List.of()));
        areas.add(more);
        return areas;
    }

    private static String fileOf(String title) {
        return title.toLowerCase().replaceAll("\\W+", "-") + ".md";
    }

    private void readJava() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var files = Files.list(ROOT.resolve("sdk/src/main/java/im/parley/sdk"))) {
            var sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            var trees = Trees.instance(task);
            for (var unit : task.parse()) {
                for (var tree : unit.getTypeDecls()) {
                    if (tree instanceof ClassTree type && isPublic(type.getModifiers())) {
                        readJava(trees, new TreePath(new TreePath(unit), type), type, "");
                    }
                }
            }
        }
    }

    private void readJava(Trees trees, TreePath path, ClassTree type, String outer) {
        var name = outer + type.getSimpleName();
        if (name.endsWith("Api")) {
            for (var member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    java.computeIfAbsent(method.getName().toString(), first -> new ArrayList<>())
                            .add(new Form(signature(method), doc(trees, path, method)));
                }
            }
            return;
        }
        var lines = new ArrayList<String>();
        for (var member : type.getMembers()) {
            switch (member) {
                case ClassTree nested
                when isPublic(nested.getModifiers()) || type.getKind().name().equals("INTERFACE") ->
                    readJava(trees, new TreePath(path, nested), nested, name + ".");
                case MethodTree method
                when isPublic(method.getModifiers())
                        && !method.getModifiers().getAnnotations().toString().contains("Override")
                        && !isGenerated(trees, path, method) ->
                    lines.add(comment(doc(trees, path, method), "///")
                            + signature(method).replace("<init>", type.getSimpleName()) + ";");
                case VariableTree field
                when field.getModifiers().getFlags().contains(Modifier.PUBLIC)
                        && field.getModifiers().getFlags().contains(Modifier.STATIC) ->
                    lines.add(comment(Doc.text(trees.getDocComment(new TreePath(path, field))), "///")
                            + squeeze(field.getType() + " " + field.getName()) + ";");
                default -> {}
            }
        }
        var components = type.getKind().name().equals("RECORD")
                ? type.getMembers().stream()
                        .filter(member -> member instanceof VariableTree field
                                && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .map(member -> plainType(((VariableTree) member)))
                        .collect(Collectors.joining(", ", "record " + name + "(", ")"))
                : "";
        var body = (components.isEmpty() ? "" : components + ";\n" + (lines.isEmpty() ? "" : "\n"))
                + String.join("\n\n", lines);
        javaTypes.put(name, new Type(name, Doc.text(trees.getDocComment(path)), body));
    }

    private static boolean isPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    /// What the compiler adds has no place in the source.
    private static boolean isGenerated(Trees trees, TreePath path, MethodTree method) {
        return trees.getSourcePositions().getEndPosition(path.getCompilationUnit(), method) < 0;
    }

    private static String doc(Trees trees, TreePath type, MethodTree method) {
        return Doc.text(trees.getDocComment(new TreePath(type, method)));
    }

    private static String signature(MethodTree method) {
        var result = method.getReturnType() == null ? "" : method.getReturnType() + " ";
        var types = method.getTypeParameters().isEmpty() ? "" : "<" + method.getTypeParameters() + "> ";
        var parameters =
                method.getParameters().stream().map(Reference::plainType).collect(Collectors.joining(", "));
        return squeeze(types + result + method.getName() + "(" + parameters + ")");
    }

    private static String plainType(VariableTree variable) {
        var nullable = variable.getModifiers().getAnnotations().toString().contains("Nullable") ? "@Nullable " : "";
        return nullable + squeeze(variable.getType() + " " + variable.getName());
    }

    /// Types as a reader writes them, with neither packages nor the tree printer's brackets.
    private static String squeeze(String code) {
        return code.replaceAll("\\(@(?:\\w+\\.)*Nullable (\\w+)\\)", "@Nullable $1")
                .replaceAll("@(?:\\w+\\.)*Nullable\\(\\)", "@Nullable")
                .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private void readWeb() throws IOException {
        try (var files = Files.list(ROOT.resolve("web/sdk/src/api"))) {
            for (var file : files.sorted().toList()) {
                readWeb(Files.readString(file));
            }
        }
    }

    private void readWeb(String source) {
        var declaration =
                Pattern.compile("(?ms)^(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\n)?export (?=(interface|type) (\\w+))");
        var found = declaration.matcher(source);
        while (found.find()) {
            var name = found.group(3);
            var body = upToEnd(source, found.end(), found.group(2).equals("interface"));
            if (name.endsWith("Api")) {
                readMembers(body.substring(body.indexOf("{\n") + 2));
            } else if (!name.equals("Chat")) {
                webTypes.put(name, new Type(name, Doc.text(found.group(1)), body));
            }
        }
    }

    /// The methods of an interface: what stands at its first level, with the comments before them.
    private void readMembers(String body) {
        var member = Pattern.compile("(?ms)\\G\\s*(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s*)?(?=(\\w+))");
        var found = member.matcher(body);
        var at = 0;
        while (found.find(at)) {
            var signature = upToEnd(body, found.end(), false);
            at = found.end() + signature.length();
            web.computeIfAbsent(found.group(2), first -> new ArrayList<>())
                    .add(new Form(onOneLine(signature), Doc.text(found.group(1))));
        }
    }

    private static String onOneLine(String signature) {
        return signature
                .replaceAll("\\s+", " ")
                .replaceAll("([(<]) ", "$1")
                .replaceAll(",? ([)>])", "$1")
                .replaceAll(";$", "");
    }

    /// A declaration from where it starts to the `;` that ends it, or the bracket that closes its block.
    private static String upToEnd(String source, int start, boolean isBlock) {
        var depth = 0;
        for (var i = start; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '{', '(' -> depth++;
                case '}', ')' -> {
                    depth--;
                    if (depth == 0 && isBlock && source.charAt(i) == '}') {
                        return source.substring(start, i + 1);
                    }
                }
                case ';' -> {
                    if (depth == 0) {
                        return source.substring(start, i + 1);
                    }
                }
                case '/' -> {
                    if (source.startsWith("/*", i)) {
                        i = source.indexOf("*/", i) + 1;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalStateException(
                "no end after " + source.substring(start, Math.min(start + 80, source.length())));
    }

    // ---- how it is written

    private String index(List<Area> areas) {
        var out = new StringBuilder("# Reference\n\n" + GENERATED);
        out.append("Every method of the client API, of the [web SDK](../guide-web-sdk.md) and of the ")
                .append("[Java SDK](../guide-java-sdk.md), and the objects that they take and give: ")
                .append("[web](objects-web.md), [Java](objects-java.md). [errors.md](../errors.md) has the codes.\n\n")
                .append("Rules such as `login#1` name single promises; `git grep login#1` finds the tests that hold"
                        + " the ")
                .append("SDKs to them.\n");
        for (var area : areas) {
            out.append("\n## [")
                    .append(area.title())
                    .append("](")
                    .append(area.file())
                    .append(")\n\n");
            out.append(area.methods().keySet().stream()
                            .map(method -> "[" + method + "](" + area.file() + "#" + method.toLowerCase() + ")")
                            .collect(Collectors.joining(" · ")))
                    .append('\n');
        }
        return out.toString();
    }

    private String page(Area area) {
        var out = new StringBuilder("# " + area.title() + "\n\n" + GENERATED + "[All methods](README.md)\n");
        area.methods().forEach((method, rules) -> {
            out.append("\n## ").append(method).append("\n");
            forms(out, "web SDK", "ts", method, web.get(method), webTypes, "objects-web.md");
            forms(out, "Java SDK", "java", method, java.get(method), javaTypes, "objects-java.md");
            if (!rules.isEmpty()) {
                out.append("\nRules: ")
                        .append(rules.stream()
                                .map(rule -> "[" + rule + "](../rules.txt#L" + ruleLines.get(rule) + ")")
                                .collect(Collectors.joining(", ")))
                        .append('\n');
            }
        });
        return out.toString();
    }

    private void forms(
            StringBuilder out,
            String sdk,
            String language,
            String method,
            List<Form> forms,
            Map<String, Type> types,
            String objects) {
        if (forms == null) {
            wrong.add("The " + sdk + " has no " + method);
            return;
        }
        if (forms.stream().allMatch(form -> form.doc().isEmpty())) {
            wrong.add("The " + sdk + "'s " + method + " has no comment");
        }
        for (var form : forms) {
            out.append("\n```")
                    .append(language)
                    .append('\n')
                    .append(form.signature())
                    .append("\n```\n");
            if (!form.doc().isEmpty()) {
                out.append('\n').append(linked(form.doc())).append('\n');
            }
        }
        var used = types.keySet().stream()
                .filter(type -> forms.stream()
                        .anyMatch(form ->
                                form.signature().matches("(?s).*(?<![\\w.])" + Pattern.quote(type) + "(?![\\w.]).*")))
                .map(type -> "[" + type + "](" + objects + "#" + anchor(type) + ")")
                .toList();
        if (!used.isEmpty()) {
            out.append("\nObjects: ").append(String.join(", ", used)).append('\n');
        }
    }

    private String objects(String title, String language, Map<String, Type> types) {
        var out = new StringBuilder("# " + title + "\n\n" + GENERATED + "[All methods](README.md)\n");
        for (var type : types.values()) {
            out.append("\n## ").append(type.name()).append("\n");
            if (!type.doc().isEmpty()) {
                out.append('\n').append(linked(type.doc())).append('\n');
            }
            if (!type.body().isBlank()) {
                out.append("\n```")
                        .append(language)
                        .append('\n')
                        .append(type.body().strip())
                        .append("\n```\n");
            }
        }
        return out.toString();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase().replace(".", "");
    }

    /// Links of doc comments as links between the pages where they name a method, else as code; rules as links.
    private String linked(String doc) {
        var links = TS_LINK.matcher(doc).replaceAll(link -> target(null, link.group(1)));
        links = JAVA_LINK.matcher(links).replaceAll(link -> target(link.group(1), link.group(2)));
        return RULE.matcher(links)
                .replaceAll(rule -> Matcher.quoteReplacement(
                        ruleLines.containsKey(rule.group(1))
                                ? "[" + rule.group(1) + "](../rules.txt#L" + ruleLines.get(rule.group(1)) + ")"
                                : rule.group()));
    }

    private String target(String text, String name) {
        var simple = name.replaceFirst("^([a-z]\\w*\\.)+(?=[A-Z])", "")
                .replaceFirst("^#", "")
                .replace('#', '.');
        var method = simple.substring(simple.lastIndexOf('.') + 1);
        var shown = text == null ? simple : text;
        if (pageOf.containsKey(method)) {
            return Matcher.quoteReplacement("[" + (text == null ? method : text) + "](" + pageOf.get(method) + "#"
                    + method.toLowerCase() + ")");
        }
        return Matcher.quoteReplacement(text == null ? "`" + shown + "`" : shown);
    }

    private static String comment(String doc, String sign) {
        return doc.lines()
                .map(line -> (sign + " " + line).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    /// Comments as Markdown.
    private static final class Doc {
        private Doc() {}

        static String text(String comment) {
            if (comment == null) {
                return "";
            }
            var lines = new ArrayList<String>();
            var inTags = false;
            for (var line : comment.replaceAll("(?m)^\\s*\\* ?", "")
                    .stripIndent()
                    .strip()
                    .lines()
                    .toList()) {
                var text = line.stripTrailing();
                if (text.startsWith("@")) {
                    if (!inTags && !lines.isEmpty() && !lines.getLast().isEmpty()) {
                        lines.add("");
                    }
                    inTags = true;
                    lines.add(tag(text));
                } else {
                    lines.add(inTags ? "  " + text.strip() : text);
                }
            }
            return String.join("\n", lines).strip();
        }

        private static String tag(String line) {
            var words = line.split("\\s+", 3);
            return switch (words[0]) {
                case "@param" -> "- `" + words[1] + "`: " + (words.length > 2 ? words[2].replaceFirst("^- ", "") : "");
                case "@throws" -> "- throws `" + words[1] + "` " + (words.length > 2 ? words[2] : "");
                case "@return", "@returns" -> "- returns " + line.substring(line.indexOf(' ') + 1);
                default -> "- " + line.substring(1);
            };
        }
    }
}
