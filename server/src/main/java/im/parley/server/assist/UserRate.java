package im.parley.server.assist;

import im.parley.protocol.ErrorCode;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// So many calls of each user within a time, on all nodes together: the table `user_rate`. What it is for costs
/// far more than the statement. Safe for use by many threads.
final class UserRate {
    private final Jdbi jdbi;
    private final String op;
    private final int calls;
    private final Duration window;

    /// @param op what is called, such as `assist.translate`
    UserRate(Jdbi jdbi, String op, int calls, Duration window) {
        this.jdbi = jdbi;
        this.op = op;
        this.calls = calls;
        this.window = window;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#OVER_FREQUENCY_LIMIT] for one call too many
    void take(long user) {
        int taken = jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO user_rate AS r (tiny_id, op, calls) VALUES (:user, :op, ARRAY[clock_timestamp()])
                        ON CONFLICT (tiny_id, op) DO UPDATE SET calls = array_append(
                            ARRAY(SELECT c FROM unnest(r.calls) c WHERE c > clock_timestamp() - :window * interval '1 millisecond'),
                            clock_timestamp())
                        WHERE (SELECT count(*) FROM unnest(r.calls) c WHERE c > clock_timestamp() - :window * interval '1 millisecond')
                            < :calls
                        """)
                .bind("user", user)
                .bind("op", op)
                .bind("window", window.toMillis())
                .bind("calls", calls)
                .execute());
        if (taken == 0) {
            throw ErrorCode.OVER_FREQUENCY_LIMIT.because(
                    "more than " + calls + " calls of " + op + " in " + window.toSeconds() + " s");
        }
    }
}
