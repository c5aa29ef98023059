package im.parley.bench;

/// One measurement that `parley bench NAME` runs.
public interface Benchmark {
    /// What the command line calls it.
    String name();

    /// One line for the list of benchmarks.
    String about();

    /// Measures. Stops every process and removes every folder that it made, also when it fails.
    ///
    /// @throws Exception when the thing measured cannot be started or does not behave; the run goes on with
    ///     the next
    Report run(Settings settings) throws Exception;
}
