import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which rules of the client API (`docs/rules.txt`) the tests of each SDK name:
///
///     java tools/Rules.java [--missing AREA]
///
/// The exit code is 1 when a test names a rule that does not exist, or one that it need not name.
final class Rules {
    private static final Path ROOT =
            Path.of(System.getProperty("parley.root", ".")).toAbsolutePath();
    private static final Pattern AREA = Pattern.compile("\\[(\\w+)] (.*)");
    private static final Pattern ANNOTATION = Pattern.compile("@Rule\\(([^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern BRACKETED = Pattern.compile("\\[([A-Za-z]+#\\d+)]");

    private static final String WEB = "[web]";
    private static final String SERVER = "[server]";

    record Area(String name, String title, List<String> rules) {}

    /// Rules that tests need not name.
    ///
    /// @param all neither those of Java nor those of the web
    /// @param java only those of Java
    /// @param web only those of the web
    record Exempt(Set<String> all, Set<String> java, Set<String> web) {}

    /// What is named where.
    record Named(Set<String> java, Set<String> web, Exempt exempt) {
        List<String> lacking(String rule) {
            var lacking = new ArrayList<String>();
            if (!java.contains(rule) && !exempt.java().contains(rule)) {
                lacking.add("Java");
            }
            if (!web.contains(rule) && !exempt.web().contains(rule)) {
                lacking.add("web");
            }
            return exempt.all().contains(rule) ? List.of() : lacking;
        }

        /// Rules that tests name, although they need not.
        Set<String> stale() {
            var stale = new TreeSet<String>();
            exempt.all().stream()
                    .filter(rule -> java.contains(rule) || web.contains(rule))
                    .forEach(stale::add);
            exempt.java().stream().filter(java::contains).forEach(stale::add);
            exempt.web().stream().filter(web::contains).forEach(stale::add);
            return stale;
        }
    }

    public static void main(String[] args) throws IOException {
        var areas = areas();
        var java = named(List.of("sdk/src/test", "server/src/test", "protocol/src/test"), ".java", Rules::inJava);
        var web = named(List.of("web/sdk/test", "web/client/test"), ".ts", Rules::inTypeScript);
        var named = new Named(java, web, exempt());
        if (args.length == 2 && args[0].equals("--missing")) {
            listMissing(areas, args[1], named);
        } else if (args.length == 0) {
            table(areas, named);
        } else {
            System.err.println("usage: ./parley rules [--missing AREA]");
            System.exit(2);
        }
        var known = new LinkedHashSet<>(named.exempt().all());
        known.addAll(named.exempt().java());
        known.addAll(named.exempt().web());
        known.addAll(java);
        known.addAll(web);
        areas.forEach(area -> known.removeAll(area.rules()));
        if (!known.isEmpty()) {
            System.err.println("There are no such rules in docs/rules.txt: " + known);
            System.exit(1);
        }
        var stale = named.stale();
        if (!stale.isEmpty()) {
            System.err.println("docs/rules-documentation.txt says that these need no test, and they have: " + stale);
            System.exit(1);
        }
    }

    private static void table(List<Area> areas, Named named) {
        System.out.printf("%-10s%-44s%7s%7s%7s%7s%9s%n", "area", "", "rules", "Java", "web", "docs", "missing");
        int[] total = new int[5];
        for (var area : areas) {
            int[] counts = {
                area.rules().size(),
                count(area, named.java()),
                count(area, named.web()),
                count(area, named.exempt().all()),
                (int) area.rules().stream()
                        .filter(rule -> !named.lacking(rule).isEmpty())
                        .count()
            };
            row(area.name(), area.title(), counts);
            for (var i = 0; i < total.length; i++) {
                total[i] += counts[i];
            }
        }
        row("", "all", total);
        System.out.println(
                "\nA rule is missing while the tests of one of the two SDKs that it concerns do not name it.");
    }

    private static void row(String area, String title, int[] counts) {
        System.out.printf("%-10s%-44s", area, title);
        System.out.printf("%7d%7d%7d%7d%9d%n", counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static int count(Area area, Set<String> rules) {
        return (int) area.rules().stream().filter(rules::contains).count();
    }

    private static void listMissing(List<Area> areas, String name, Named named) {
        var area = areas.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                .findFirst();
        if (area.isEmpty()) {
            System.err.println("There is no area " + name + ", only "
                    + areas.stream().map(Area::name).toList());
            System.exit(2);
        }
        for (var rule : area.orElseThrow().rules()) {
            var lacking = named.lacking(rule);
            if (!lacking.isEmpty()) {
                System.out.println(rule + "  " + String.join(", ", lacking));
            }
        }
    }

    private static List<Area> areas() throws IOException {
        var areas = new ArrayList<Area>();
        for (var line : lines("docs/rules.txt")) {
            var heading = AREA.matcher(line);
            if (heading.matches()) {
                areas.add(new Area(heading.group(1), heading.group(2), new ArrayList<>()));
            } else {
                areas.getLast().rules().add(line);
            }
        }
        return areas;
    }

    private static Exempt exempt() throws IOException {
        var exempt = new Exempt(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        var section = exempt.all();
        for (var line : lines("docs/rules-documentation.txt")) {
            if (line.equals(WEB)) {
                section = exempt.java();
                continue;
            }
            if (line.equals(SERVER)) {
                section = exempt.web();
                continue;
            }
            var parts = line.split("\\s+", 2);
            if (parts.length < 2) {
                throw new IOException("docs/rules-documentation.txt gives no reason for " + line);
            }
            section.add(parts[0]);
        }
        return exempt;
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private interface Reader {
        void read(String source, Set<String> rules);
    }

    private static Set<String> named(List<String> folders, String ending, Reader reader) throws IOException {
        var rules = new TreeSet<String>();
        for (var folder : folders) {
            var path = ROOT.resolve(folder);
            if (!Files.isDirectory(path)) {
                continue;
            }
            try (var files = Files.walk(path)) {
                for (var file : files.filter(candidate -> candidate.toString().endsWith(ending))
                        .toList()) {
                    reader.read(Files.readString(file), rules);
                }
            }
        }
        return rules;
    }

    private static void inJava(String source, Set<String> rules) {
        // Examples in comments are no tests.
        var code = source.replaceAll("(?m)^\\s*(///|//|\\*).*$", "");
        var annotations = ANNOTATION.matcher(code);
        while (annotations.find()) {
            var names = QUOTED.matcher(annotations.group(1));
            while (names.find()) {
                rules.add(names.group(1));
            }
        }
    }

    private static void inTypeScript(String source, Set<String> rules) {
        var names = BRACKETED.matcher(source);
        while (names.find()) {
            rules.add(names.group(1));
        }
    }
}
