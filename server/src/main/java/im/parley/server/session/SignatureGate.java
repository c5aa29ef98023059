package im.parley.server.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.UserSig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Checks UserSigs of one app, and stops checking for who fails again and again. Safe for use by many
/// threads.
///
/// Failures are counted for a user and an address together: who guesses can't lock others out.
public final class SignatureGate {
    /// Failed signatures of one user from one address within a minute after which no more are looked at.
    static final int MAX_FAILURES = 100;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_COUNTED = 100_000;

    private final int sdkAppID;
    private final String key;
    private final Clock clock;
    private final Cache<String, AtomicInteger> failures;

    /// @param key the app's secret
    public SignatureGate(int sdkAppID, String key, Clock clock) {
        this.sdkAppID = sdkAppID;
        this.key = key;
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MAX_COUNTED)
                .expireAfterWrite(WINDOW)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    /// @param from address of the client, with or without a port
    /// @throws ChatException as [UserSig#verify] does, or [ErrorCode#USER_SIG_FAILS_TOO_OFTEN]
    UserSig check(String userID, String userSig, String from) {
        var who = userID + ' ' + withoutPort(from);
        var failed = failures.getIfPresent(who);
        if (failed != null && failed.get() >= MAX_FAILURES) {
            throw ErrorCode.USER_SIG_FAILS_TOO_OFTEN.because(
                    MAX_FAILURES + " UserSigs of \"" + userID + "\" failed within a minute, try again in one");
        }
        try {
            return UserSig.verify(userSig, sdkAppID, key, userID, clock.instant());
        } catch (ChatException refused) {
            if (refused.code() != ErrorCode.USER_SIG_EXPIRED.number()) { // which is a signature all the same
                failures.get(who, unseen -> new AtomicInteger()).incrementAndGet();
            }
            throw refused;
        }
    }

    private static String withoutPort(String address) {
        var colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }
}
