package im.parley.sdk;

import java.time.Duration;
import java.util.SplittableRandom;

/// What befalls one connection of a bad network: it is slow, it ends in the middle of a frame or without a word, and
/// what one side says once may reach the other twice. Safe for use by its two directions.
final class Trouble {
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);
    private static final int LONGEST_DELAY = 40; // milliseconds

    private final SplittableRandom random; // guarded by this
    private final long end;
    private final boolean endsSilently;

    /// Whether nothing becomes of it at all.
    final boolean isRefused;

    /// Whether the server gets all of it a second time, over a connection whose answers go nowhere.
    final boolean isDoubled;

    Trouble(SplittableRandom network) {
        random = network.split();
        end = System.nanoTime() + random.nextLong(LONGEST_LIFE.toNanos());
        endsSilently = oneOf(12);
        isRefused = oneOf(10);
        isDoubled = oneOf(6);
    }

    private boolean oneOf(int many) {
        return random.nextInt(many) == 0;
    }

    /// Waits as long as bytes take and says how many of them get through: fewer when the connection ends with them.
    int carried(int count) throws InterruptedException {
        int delay;
        int passing;
        synchronized (this) {
            delay = oneOf(4) ? random.nextInt(LONGEST_DELAY) : 0;
            passing = System.nanoTime() < end ? count : random.nextInt(count);
        }
        Thread.sleep(delay); // is what is tested, not a wait for something
        return passing;
    }

    /// Whether its end goes unnoticed by both sides.
    boolean endsSilently() {
        return endsSilently;
    }
}
