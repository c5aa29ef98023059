package im.parley.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks of what an app hands in; what is missing or of a wrong form throws before anything is done
/// (`general#3`).
final class Params {
    private Params() {}

    static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return value;
    }

    /// A text that is there and not empty.
    static String text(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(name + " is " + (value == null ? "missing" : "empty"));
        }
        return value;
    }

    static void that(boolean holds, String name, @Nullable Object value, String expected) {
        if (!holds) {
            throw invalid(name + " is " + value + ", expected " + expected);
        }
    }

    /// A list without nulls, copied.
    static <T> List<T> list(String name, @Nullable List<T> value) {
        for (T element : present(name, value)) {
            present("an element of " + name, element);
        }
        return List.copyOf(value);
    }

    /// A list with at least one element, without nulls, copied.
    static <T> List<T> some(String name, @Nullable List<T> value) {
        var list = list(name, value);
        that(!list.isEmpty(), name, list, "1 or more elements");
        return list;
    }

    /// The same, of which the first so many count (`general#6`).
    static <T> List<T> first(Log log, String method, String name, @Nullable List<T> value, int most) {
        return someOf(log, method, name, some(name, value), most);
    }

    /// A list without nulls, maybe empty, of which the first so many count (`general#6`).
    static <T> List<T> someOf(Log log, String method, String name, @Nullable List<T> value, int most) {
        var list = list(name, value);
        if (list.size() <= most) {
            return list;
        }
        log.warn(method + ": " + name + " has " + list.size() + " elements, the first " + most + " count");
        return list.subList(0, most);
    }

    static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("Params validate failed. " + problem);
    }
}
