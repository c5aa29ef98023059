package im.parley.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a benchmark found out: a table for people, values for programs, remarks for both. For one thread.
public final class Report {
    private final String name;
    private final List<Table> tables = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    Report(String name) {
        this.name = name;
    }

    /// The benchmark's name.
    public String name() {
        return name;
    }

    Table table(String title, String... columns) {
        var table = new Table(title, List.of(columns));
        tables.add(table);
        return table;
    }

    /// @param value a number, a text, or a list or map of them
    void value(String key, Object value) {
        values.put(key, value);
    }

    void remark(String text) {
        remarks.add(text);
    }

    /// The tables and remarks as text.
    String text() {
        var text = new StringBuilder();
        tables.forEach(table -> text.append(table.text()).append('\n'));
        remarks.forEach(remark -> text.append("  ").append(remark).append('\n'));
        return text.toString();
    }

    /// The same as a tree that Jackson can write.
    Map<String, Object> json() {
        return Map.of(
                "name",
                name,
                "values",
                values,
                "tables",
                tables.stream().map(Table::json).toList(),
                "remarks",
                remarks);
    }
}
