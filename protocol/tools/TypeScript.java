import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The protocol as TypeScript: interfaces with TSDoc, maps of operations and pushes, constants.
final class TypeScript {
    private static final String HEADER =
            "// Generated from protocol/src/main/java by protocol/tools/Generate.java; do not edit.\n";
    private static final Pattern GENERIC = Pattern.compile("(?:[\\w.]+\\.)?(\\w+)<(.*)>", Pattern.DOTALL);

    private TypeScript() {}

    static String protocol(Protocol protocol) {
        var out = new StringBuilder(HEADER);
        out.append("\nexport * as ErrorCode from \"./errorCode\";\n");
        out.append("export * as Limits from \"./limits\";\n");
        var needed = needed(protocol);
        for (var value : protocol.values().values()) {
            if (!value.name().equals("ErrorCode") && needed.contains(value.name())) {
                out.append('\n').append(comment(value.doc().text(), ""));
                out.append("export type ")
                        .append(value.name())
                        .append(" = ")
                        .append(value.type())
                        .append(";\n");
            }
        }
        for (var type : protocol.records().values()) {
            if (needed.contains(type.name())) {
                appendInterface(out, type);
            }
        }
        appendOperations(out, protocol);
        appendPushes(out, protocol);
        appendConstants(out, protocol, "Types", "TYPES");
        appendConstants(out, protocol, "EventNames", "EVENT");
        appendConstants(out, protocol, "Signaling", "TSignaling");
        appendFinalCloses(out, protocol);
        return out.toString();
    }

    /// Error codes as single constants: a bundle carries those it names and no others.
    static String errorCodes(Protocol protocol) {
        var out = new StringBuilder(HEADER);
        var retryable = new ArrayList<String>();
        for (var entry : protocol.enums().get("ErrorCode").entries()) {
            out.append('\n').append(comment(entry.doc().text(), ""));
            out.append("export const ")
                    .append(entry.name())
                    .append(" = ")
                    .append(entry.arguments().get("number"))
                    .append(";\n");
            if (entry.arguments().get("retryable").equals("true")) {
                retryable.add(entry.arguments().get("number"));
            }
        }
        out.append(
                "\n/** The codes of failures that may pass: the same call, made again a little later, may succeed. */\n");
        out.append("export const RETRYABLE: ReadonlySet<number> = /* @__PURE__ */ new Set([");
        out.append(String.join(", ", retryable)).append("]);\n");
        return out.toString();
    }

    /// Limits as single constants, for the same reason.
    static String limits(Protocol protocol) {
        var out = new StringBuilder(HEADER);
        for (var limit : protocol.constants().get("Limits").entries()) {
            out.append('\n').append(comment(limit.doc().text(), ""));
            out.append("export const ")
                    .append(limit.name())
                    .append(" = ")
                    .append(limit.value())
                    .append(";\n");
        }
        return out.toString();
    }

    private static void appendInterface(StringBuilder out, Protocol.RecordType type) {
        out.append('\n').append(comment(type.doc().text(), ""));
        if (type.components().isEmpty()) {
            out.append("export type ").append(type.name()).append(" = Readonly<Record<string, never>>;\n");
            return;
        }
        out.append("export interface ").append(type.name()).append(" {\n");
        for (var component : type.components()) {
            out.append(comment(component.doc(), "  "));
            out.append("  readonly ").append(component.name()).append(component.optional() ? "?: " : ": ");
            out.append(component.type()).append(";\n");
        }
        out.append("}\n");
    }

    private static void appendOperations(StringBuilder out, Protocol protocol) {
        out.append(
                "\n/** What a client can ask: an operation's name, its request and the body of a successful response. */\n");
        out.append("export interface OperationMap {\n");
        for (var type : protocol.operations()) {
            out.append("  \"%s\": { readonly request: %s; readonly result: %s };\n"
                    .formatted(type.op(), type.name(), type.result()));
        }
        out.append("}\n");
    }

    private static void appendPushes(StringBuilder out, Protocol protocol) {
        out.append("\n/** What the server sends unasked: an event's name and its body. */\n");
        out.append("export interface EventMap {\n");
        for (var type : protocol.pushes()) {
            out.append("  \"%s\": %s;\n".formatted(type.push(), type.name()));
        }
        out.append("}\n");
    }

    private static void appendConstants(StringBuilder out, Protocol protocol, String java, String name) {
        var constants = protocol.constants().get(java);
        out.append('\n').append(comment(constants.doc().text(), ""));
        out.append("export const ").append(name).append(" = {\n");
        for (var constant : constants.entries()) {
            out.append(comment(constant.doc().text(), "  "));
            out.append("  ")
                    .append(constant.name())
                    .append(": ")
                    .append(constant.value())
                    .append(",\n");
        }
        out.append("} as const;\n");
    }

    private static void appendFinalCloses(StringBuilder out, Protocol protocol) {
        var codes = protocol.enums().get("CloseReason").entries().stream()
                .filter(entry -> entry.arguments().get("reconnect").equals("false"))
                .map(entry -> entry.arguments().get("code"))
                .toList();
        out.append("\n/** The codes with which the server closes a socket for good: reconnecting leads nowhere. */\n");
        out.append("export const FINAL_CLOSES: readonly number[] = [");
        out.append(String.join(", ", codes)).append("];\n");
    }

    /// All that operations and pushes name, and every record of a feature (payloads are named by no component).
    private static Set<String> needed(Protocol protocol) {
        var needed = new LinkedHashSet<String>();
        for (var type : protocol.records().values()) {
            if (!type.feature().equals("protocol")) {
                needed.add(type.name());
                if (type.result() != null) {
                    needed.add(type.result());
                }
                for (var component : type.components()) {
                    needed.addAll(List.of(component.type().split("\\W+")));
                }
            }
        }
        return needed;
    }

    /// A Java type as it looks in TypeScript. `around` names the types around the place, for nested records.
    static String type(String java, List<String> around) {
        var generic = GENERIC.matcher(java.strip());
        if (generic.matches()) {
            return switch (generic.group(1)) {
                case "List", "Set", "Collection" -> "readonly " + element(generic.group(2), around) + "[]";
                case "Map" -> {
                    var value = generic.group(2).substring(generic.group(2).indexOf(',') + 1);
                    yield "Readonly<Record<string, " + type(value, around) + ">>";
                }
                default -> throw new IllegalArgumentException("No TypeScript for " + java);
            };
        }
        return switch (java.strip()) {
            case "int", "long", "short", "double", "float", "Integer", "Long", "Double" -> "number";
            case "boolean", "Boolean" -> "boolean";
            case "String" -> "string";
            case "RawJson", "Object" -> "unknown";
            case "Result" -> around.getFirst() + "Result";
            case String name -> name.replace(".", "");
        };
    }

    private static String element(String java, List<String> around) {
        var type = type(java.replaceAll("@(\\w+\\.)*Nullable\\s*", ""), around);
        return type.contains(" ") ? "(" + type + ")" : type;
    }

    static String literal(Object value) {
        return value instanceof String text
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : String.valueOf(value);
    }

    private static String comment(String text, String indent) {
        if (text.isEmpty()) {
            return "";
        }
        var safe = text.replace("*/", "*\\/");
        if (!safe.contains("\n")) {
            return indent + "/** " + safe + " */\n";
        }
        return safe.lines()
                .map(line -> (indent + " * " + line).stripTrailing() + "\n")
                .collect(Collectors.joining("", indent + "/**\n", indent + " */\n"));
    }
}
