package im.parley.server.rest;

import im.parley.protocol.ErrorCode;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// How often each command of an app may be called on this node. Safe for use by many threads.
final class RestRate {
    private static final long SECOND = 1_000_000_000;

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /// @param nanoTime like [System#nanoTime]
    RestRate(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /// @param command one that there is
    /// @throws im.parley.protocol.ChatException [ErrorCode#REST_RATE_EXCEEDED] if it was called too often
    void take(String command) {
        int perSecond = settings.get(AppSettings.REST_RATE);
        if (perSecond > 0
                && !buckets.computeIfAbsent(command, first -> new Bucket()).take(perSecond, nanoTime.getAsLong())) {
            throw ErrorCode.REST_RATE_EXCEEDED.because(command + " may be called " + perSecond
                    + " times a second; setting " + AppSettings.REST_RATE.key());
        }
    }

    /// Calls that may still be made: as many at once as in a second.
    private static final class Bucket {
        private double left = Double.MAX_VALUE;
        private long at;

        synchronized boolean take(int perSecond, long now) {
            left = Math.min(perSecond, left + (double) (now - at) / SECOND * perSecond);
            at = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}
