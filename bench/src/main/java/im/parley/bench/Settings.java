package im.parley.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How to measure.
///
/// @param home the project's folder, with the built server under `server/target`
/// @param results where results go
/// @param quick short warm-ups and spans, one run each: shows that things work, not how fast they are
/// @param runs how often to measure what is measured several times; the median counts
/// @param server a running server to drive instead of one of our own; its app is `app`
/// @param pids the processes of that server, for their CPU; zeros where not known
/// @param app the app to use
/// @param profile take a flight recording of the server while it is measured
record Settings(
        Path home,
        Path results,
        boolean quick,
        int runs,
        @Nullable URI server,
        CpuSample.Pids pids,
        AppKey app,
        boolean profile) {
    /// @param sdkAppID number of an app
    /// @param key its secret
    record AppKey(int sdkAppID, String key) {
        /// As on the command line: `1400000001:SECRETKEY`.
        static AppKey parse(String text) {
            var colon = text.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("app is \"" + text + "\", expected SDKAppID:SECRETKEY");
            }
            return new AppKey(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
        }

        @Override
        public String toString() {
            return sdkAppID + ":" + key;
        }
    }

    /// How long to drive a server before measuring: its JIT compilers need about 15 s.
    Duration warmUp() {
        return Duration.ofSeconds(quick ? 4 : 15);
    }

    /// How long one measurement takes.
    Duration span() {
        return Duration.ofSeconds(quick ? 5 : 20);
    }

    /// @return full, or a small part of it when the run is quick
    int size(int full, int small) {
        return quick ? small : full;
    }
}
