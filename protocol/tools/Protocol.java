import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/// The protocol as its sources tell it. Types are kept under their names on the TypeScript side, where a nested
/// record's name starts with that of the type around it: `SendMessage.Result` is `SendMessageResult`.
record Protocol(
        SortedMap<String, RecordType> records,
        SortedMap<String, ValueType> values,
        SortedMap<String, Constants> constants,
        SortedMap<String, Enumeration> enums) {

    /// A record: an operation's request (`op` set), a push (`push` set), a result or an object.
    record RecordType(
            String name,
            String java,
            String feature,
            Doc doc,
            List<Component> components,
            String op,
            String result,
            String push) {}

    record Component(String name, String type, boolean optional, String doc) {}

    /// A type that is one JSON value on the wire, such as an ID; `type` is its TypeScript type.
    record ValueType(String name, Doc doc, String type) {}

    /// A class of constants; values are as they stand in TypeScript.
    record Constants(String name, Doc doc, List<Constant> entries) {}

    record Constant(String name, String value, Doc doc) {}

    /// An enum; each entry has its constructor's arguments by name.
    record Enumeration(String name, Doc doc, List<Entry> entries) {}

    record Entry(String name, Map<String, String> arguments, Doc doc) {}

    static Protocol read(Path sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(sources)) {
            var paths = found.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(paths));
            var protocol = new Protocol(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
            var units = task.parse();
            for (var unit : units) {
                new SourceReader(protocol, Trees.instance(task), unit).read();
            }
            return protocol;
        }
    }

    List<RecordType> operations() {
        return records.values().stream().filter(type -> type.op() != null).toList();
    }

    List<RecordType> pushes() {
        return records.values().stream().filter(type -> type.push() != null).toList();
    }

    Optional<RecordType> record(String name) {
        return Optional.ofNullable(records.get(name));
    }

    /// A file's tree and where a class stands in it.
    record Place(CompilationUnitTree unit, TreePath path, ClassTree tree) {}
}
