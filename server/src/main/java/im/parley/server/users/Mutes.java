package im.parley.server.users;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Keeps users from writing anywhere, for a time. What back ends send in their names is not concerned. Safe for
/// use by many threads.
public final class Mutes {
    /// As many seconds stand for ever.
    public static final long FOR_EVER = 0xFFFF_FFFFL;

    private static final long MILLIS = 1000;

    private final Accounts accounts;
    private final Clock clock;

    public Mutes(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// How long users may not write, in seconds; 0: they may, [#FOR_EVER].
    public record Seconds(long c2c, long group) {}

    /// Mutes a user from now on, on all nodes, in place of what was so far.
    ///
    /// @param c2c 0 to [#FOR_EVER] seconds; null: stays as it is
    /// @param group likewise
    /// @throws im.parley.protocol.ChatException [ErrorCode#ACCOUNT_NOT_FOUND]
    public void set(String userID, @Nullable Long c2c, @Nullable Long group) {
        if (accounts.mute(userID, until(c2c), until(group)).isEmpty()) {
            throw Accounts.unknown(userID);
        }
    }

    /// How long the user is still muted.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#ACCOUNT_NOT_FOUND]
    public Seconds of(String userID) {
        var mute = accounts.get(userID).mute();
        return new Seconds(left(mute.c2cUntil()), left(mute.groupUntil()));
    }

    private @Nullable Long until(@Nullable Long seconds) {
        if (seconds == null || seconds == 0) {
            return seconds;
        }
        return seconds == FOR_EVER ? Long.MAX_VALUE : clock.millis() + seconds * MILLIS;
    }

    private long left(long until) {
        return until == Long.MAX_VALUE ? FOR_EVER : Math.max(0, Math.ceilDiv(until - clock.millis(), MILLIS));
    }
}
