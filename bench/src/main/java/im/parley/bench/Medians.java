package im.parley.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The middle of several measurements.
final class Medians {
    private Medians() {}

    /// The median of a figure; of an even number of them the mean of the two in the middle.
    ///
    /// @throws IllegalArgumentException when there is none
    static <T> double of(List<T> measurements, ToDoubleFunction<T> figure) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
