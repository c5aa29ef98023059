package im.parley.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Rows under headings, printed in aligned columns: the first to the left, the others to the right.
final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, List<String> columns) {
        this.title = title;
        this.columns = columns;
    }

    /// @param cells as many as there are columns; numbers are printed with a precision that fits their size
    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells).stream().map(Table::cell).toList());
    }

    int size() {
        return rows.size();
    }

    String text() {
        var lines = new ArrayList<List<String>>();
        lines.add(columns);
        lines.addAll(rows);
        var widths = new int[columns.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder(title).append('\n');
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                var padding = " ".repeat(widths[i] - line.get(i).length());
                text.append("  ").append(i == 0 ? line.get(i) + padding : padding + line.get(i));
            }
            text.append('\n');
        }
        return text.toString();
    }

    Map<String, Object> json() {
        return Map.of("title", title, "columns", columns, "rows", Collections.unmodifiableList(rows));
    }

    private static String cell(Object value) {
        if (value instanceof Double || value instanceof Float) {
            var number = ((Number) value).doubleValue();
            var size = Math.abs(number);
            return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", number);
        }
        return value instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : value.toString();
    }
}
