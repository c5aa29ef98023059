import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/// Reads one source file into the [Protocol].
final class SourceReader {
    private final Protocol protocol;
    private final Trees trees;
    private final CompilationUnitTree unit;
    private final String feature;

    SourceReader(Protocol protocol, Trees trees, CompilationUnitTree unit) {
        this.protocol = protocol;
        this.trees = trees;
        this.unit = unit;
        var packageName =
                unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        this.feature = packageName.substring(packageName.lastIndexOf('.') + 1);
    }

    void read() {
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree tree) {
                read(tree, new TreePath(new TreePath(unit), tree), List.of());
            }
        }
    }

    private void read(ClassTree tree, TreePath path, List<String> outer) {
        var names = new ArrayList<>(outer);
        names.add(tree.getSimpleName().toString());
        var name = String.join("", names);
        var doc = doc(path);
        var value = jsonValue(tree);
        switch (tree.getKind()) {
            case RECORD -> {
                if (value == null) {
                    protocol.records().put(name, recordType(tree, names, doc));
                }
            }
            case ENUM -> protocol.enums().put(name, enumeration(tree, path, name, doc));
            case CLASS -> {
                var constants = constants(tree, path);
                if (!constants.isEmpty()) {
                    protocol.constants().put(name, new Protocol.Constants(name, doc, constants));
                }
            }
            default -> {}
        }
        if (value != null) {
            protocol.values().put(name, new Protocol.ValueType(name, doc, valueType(tree, value, name)));
            return; // what is nested in a value never shows on the wire
        }
        for (var member : tree.getMembers()) {
            if (member instanceof ClassTree nested) {
                read(nested, new TreePath(path, nested), names);
            }
        }
    }

    private Protocol.RecordType recordType(ClassTree tree, List<String> names, Doc doc) {
        var components = new ArrayList<Protocol.Component>();
        for (var member : tree.getMembers()) {
            if (member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                components.add(component(field, names, doc));
            }
        }
        String result = null;
        for (var implemented : tree.getImplementsClause()) {
            if (implemented instanceof ParameterizedTypeTree generic
                    && generic.getType().toString().equals("Operation")) {
                result = TypeScript.type(generic.getTypeArguments().getFirst().toString(), names);
            }
        }
        return new Protocol.RecordType(
                String.join("", names),
                String.join(".", names),
                feature,
                doc,
                components,
                annotation(tree.getModifiers().getAnnotations(), "Op"),
                result,
                annotation(tree.getModifiers().getAnnotations(), "Push"));
    }

    private Protocol.Component component(VariableTree field, List<String> names, Doc doc) {
        var annotations = field.getModifiers().getAnnotations();
        var javaName = field.getName().toString();
        var renamed = annotation(annotations, "JsonProperty");
        var type = field.getType()
                .toString()
                .replaceAll("@(\\w+\\.)*Nullable\\s*", "")
                .replaceAll("^\\(|\\)$", "");
        var optional = has(annotations, "Nullable")
                || has(annotations, "JsonInclude")
                || field.getType().toString().contains("@Nullable");
        return new Protocol.Component(
                renamed == null ? javaName : renamed,
                TypeScript.type(type, names),
                optional,
                doc.params().getOrDefault(javaName, ""));
    }

    private Protocol.Enumeration enumeration(ClassTree tree, TreePath path, String name, Doc doc) {
        var parameters = new ArrayList<String>();
        var entries = new ArrayList<Protocol.Entry>();
        for (var member : tree.getMembers()) {
            if (member instanceof MethodTree method && method.getName().contentEquals("<init>")) {
                method.getParameters()
                        .forEach(parameter -> parameters.add(parameter.getName().toString()));
            }
        }
        for (var member : tree.getMembers()) {
            if (member instanceof VariableTree field
                    && field.getInitializer() instanceof NewClassTree made
                    && made.getIdentifier()
                            .toString()
                            .equals(tree.getSimpleName().toString())
                    && !field.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
                var arguments = new LinkedHashMap<String, String>();
                for (var i = 0;
                        i < Math.min(parameters.size(), made.getArguments().size());
                        i++) {
                    arguments.put(
                            parameters.get(i), constant(made.getArguments().get(i), Map.of()));
                }
                var entryDoc = doc(new TreePath(path, field));
                entries.add(new Protocol.Entry(field.getName().toString(), arguments, entryDoc));
            }
        }
        return new Protocol.Enumeration(name, doc, entries);
    }

    private List<Protocol.Constant> constants(ClassTree tree, TreePath path) {
        var constants = new ArrayList<Protocol.Constant>();
        var known = new HashMap<String, String>();
        for (var member : tree.getMembers()) {
            if (member instanceof VariableTree field
                    && field.getModifiers()
                            .getFlags()
                            .containsAll(List.of(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL))) {
                var value = constant(field.getInitializer(), known);
                if (value != null) {
                    known.put(field.getName().toString(), value);
                    constants.add(
                            new Protocol.Constant(field.getName().toString(), value, doc(new TreePath(path, field))));
                }
            }
        }
        return constants;
    }

    /// A literal, or the name of a constant seen before, as TypeScript; null for anything else.
    private static String constant(ExpressionTree tree, Map<String, String> known) {
        return switch (tree) {
            case LiteralTree literal -> TypeScript.literal(literal.getValue());
            case IdentifierTree identifier -> known.get(identifier.getName().toString());
            case null, default -> null;
        };
    }

    /// The method marked `@JsonValue`: the type is what it returns.
    private static MethodTree jsonValue(ClassTree tree) {
        for (var member : tree.getMembers()) {
            if (member instanceof MethodTree method && has(method.getModifiers().getAnnotations(), "JsonValue")) {
                return method;
            }
        }
        return null;
    }

    /// An enum is the union of its values, where its constructor's parameter has the name of the `@JsonValue` method.
    private String valueType(ClassTree tree, MethodTree value, String name) {
        if (tree.getKind() == Tree.Kind.ENUM) {
            var literals = new ArrayList<String>();
            for (var entry : protocol.enums().get(name).entries()) {
                literals.add(entry.arguments().get(value.getName().toString()));
            }
            if (!literals.isEmpty() && !literals.contains(null)) {
                return String.join(" | ", literals);
            }
        }
        return TypeScript.type(value.getReturnType().toString(), List.of());
    }

    private static boolean has(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .anyMatch(annotation -> simpleName(annotation).equals(name));
    }

    /// The annotation's one text; null without the annotation.
    private static String annotation(List<? extends AnnotationTree> annotations, String name) {
        for (var annotation : annotations) {
            if (simpleName(annotation).equals(name)
                    && annotation.getArguments().getFirst() instanceof AssignmentTree assignment
                    && assignment.getExpression() instanceof LiteralTree literal) {
                return literal.getValue().toString();
            }
            if (simpleName(annotation).equals(name)
                    && annotation.getArguments().getFirst() instanceof LiteralTree literal) {
                return literal.getValue().toString();
            }
        }
        return null;
    }

    private static String simpleName(AnnotationTree annotation) {
        var name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Doc doc(TreePath path) {
        return Doc.parse(trees.getDocComment(path));
    }
}
