import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A doc comment, taken apart: the text before the tags, and what each `@param` says.
record Doc(String text, Map<String, String> params) {
    private static final Pattern LINK_WITH_TEXT = Pattern.compile("\\[([^\\]\\[]+)\\]\\[[\\w.#]+(\\(\\))?\\]");
    private static final Pattern LINK = Pattern.compile("\\[([\\w.]*(?:#\\w+)?)(?:\\(\\))?\\](?!\\()");

    static final Doc NONE = new Doc("", Map.of());

    static Doc parse(String comment) {
        if (comment == null) {
            return NONE;
        }
        var text = new StringBuilder();
        var params = new LinkedHashMap<String, String>();
        String param = null;
        for (var line : comment.stripIndent().strip().lines().toList()) {
            if (line.stripLeading().startsWith("@")) {
                var words = line.strip().split("\\s+", 3);
                param = words[0].equals("@param") && words.length == 3 ? words[1] : "";
                params.put(param, param.isEmpty() ? "" : words[2]);
            } else if (param == null) {
                text.append(line).append('\n');
            } else {
                params.computeIfPresent(param, (_, said) -> said + " " + line.strip());
            }
        }
        params.remove("");
        params.replaceAll((_, said) -> plain(said.strip()));
        return new Doc(plain(text.toString().strip()), params);
    }

    /// Java's links, as code: `[ErrorCode#NOT_FOUND]` becomes `` `ErrorCode.NOT_FOUND` ``.
    private static String plain(String text) {
        var named = LINK_WITH_TEXT.matcher(text).replaceAll("$1");
        return LINK.matcher(named).replaceAll(link -> {
            var target = link.group(1);
            var simple = target.replaceFirst("^([a-z]\\w*\\.)+(?=[A-Z])", "")
                    .replaceFirst("^#", "")
                    .replace('#', '.');
            return "`" + simple + "`";
        });
    }

    /// The text on one line.
    String line() {
        return text.replaceAll("\\s*\\n\\s*", " ").strip();
    }
}
