import java.util.stream.Collectors;

/// The protocol as documents.
final class Markdown {
    private Markdown() {}

    static String errors(Protocol protocol) {
        var codes = protocol.enums().get("ErrorCode");
        var out = new StringBuilder();
        out.append("# Error codes\n\n");
        out.append("<!-- Generated from the protocol's sources by `./parley docs`; do not edit. -->\n\n");
        out.append(codes.doc().text()).append("\n\n");
        out.append("*Retry*: the same call, made again a little later, may succeed.\n\n");
        out.append("| code | name | meaning | retry |\n| --- | --- | --- | --- |\n");
        for (var entry : codes.entries()) {
            var retry = entry.arguments().get("retryable").equals("true") ? "yes" : "";
            out.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            entry.arguments().get("number"),
                            entry.name(),
                            cell(entry.doc().line()),
                            retry));
        }
        out.append("\n## Why the server closes a socket\n\n");
        out.append(protocol.enums().get("CloseReason").doc().line()).append("\n\n");
        out.append("| close code | name | meaning | reconnect |\n| --- | --- | --- | --- |\n");
        for (var entry : protocol.enums().get("CloseReason").entries()) {
            var reconnect = entry.arguments().get("reconnect").equals("true") ? "yes" : "no";
            out.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            entry.arguments().get("code"),
                            entry.name(),
                            cell(entry.doc().line()),
                            reconnect));
        }
        return out.toString();
    }

    static String operations(Protocol protocol) {
        var out = new StringBuilder();
        out.append("\n### Operations\n\nWhat a client asks. Fields marked with `?` may be left out.\n");
        for (var type : protocol.operations()) {
            append(out, "`" + type.op() + "`", type);
            out.append("\nAnswer: ");
            protocol.record(type.result())
                    .filter(result -> !result.components().isEmpty())
                    .ifPresentOrElse(result -> table(out, result), () -> out.append("`{}`\n"));
        }
        out.append("\n### Events\n\nWhat the server sends unasked.\n");
        for (var type : protocol.pushes()) {
            append(out, "`" + type.push() + "`", type);
        }
        out.append("\n### Objects\n");
        for (var type : protocol.records().values()) {
            if (type.op() == null
                    && type.push() == null
                    && !type.java().contains(".")
                    && !type.components().isEmpty()
                    && !type.feature().equals("protocol")) {
                append(out, type.name(), type);
            }
        }
        for (var value : protocol.values().values()) {
            if (!value.name().equals("ErrorCode")) {
                out.append("\n#### ")
                        .append(value.name())
                        .append("\n\n")
                        .append(value.doc().text());
                out.append("\n\nOn the wire: `").append(value.type()).append("`\n");
            }
        }
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, String title, Protocol.RecordType type) {
        out.append("\n#### ").append(title).append("\n\n");
        if (!type.doc().text().isEmpty()) {
            out.append(type.doc().text()).append("\n");
        }
        if (!type.components().isEmpty()) {
            table(out, type);
        }
    }

    private static void table(StringBuilder out, Protocol.RecordType type) {
        out.append(type.components().stream()
                .map(field -> "| `%s%s` | `%s` | %s |\n"
                        .formatted(field.name(), field.optional() ? "?" : "", type(field.type()), cell(field.doc())))
                .collect(Collectors.joining("", "\n| field | type | |\n| --- | --- | --- |\n", "")));
    }

    private static String type(String typeScript) {
        return typeScript
                .replace("readonly ", "")
                .replace("Readonly<", "")
                .replaceAll(">>$", ">")
                .replace("|", "\\|");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
