package im.parley.server.gateway;

/// A token bucket that also notices who does not listen to its refusals. For one thread.
///
/// Kept as the one moment when the bucket will be full again, if nothing more comes (GCRA).
final class FrameLimiter {
    private long fullAt = System.nanoTime();
    private int refused;

    /// Takes a token.
    ///
    /// @param now in nanoseconds of [System#nanoTime()]
    /// @param perSecond how many come back each second
    /// @param burst how many there are at most
    /// @return false if there is none
    boolean admit(long now, int perSecond, int burst) {
        long token = 1_000_000_000L / perSecond;
        if (fullAt - now <= 0) {
            fullAt = now;
            refused = 0;
        }
        if (fullAt - now > token * (burst - 1L)) {
            refused++;
            return false;
        }
        fullAt += token;
        return true;
    }

    /// Frames refused since the bucket was last full.
    int refused() {
        return refused;
    }
}
