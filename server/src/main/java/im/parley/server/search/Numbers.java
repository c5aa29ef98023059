package im.parley.server.search;

import java.util.Collection;
import java.util.function.ToLongFunction;

/// Columns of numbers, as statements take them.
final class Numbers {
    private Numbers() {}

    static <T> Long[] of(Collection<T> rows, ToLongFunction<T> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }
}
