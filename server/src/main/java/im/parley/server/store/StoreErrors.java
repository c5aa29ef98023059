package im.parley.server.store;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away, busy or shutting down from one that refuses a statement.
public final class StoreErrors {
    private StoreErrors() {}

    /// The answer for a client whose request failed in the database, if trying again can help:
    /// [ErrorCode#SERVER_OVERLOADED]. Empty for anything else, which is a fault of the program.
    public static Optional<ChatException> asRetryable(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && transientState(sql)) {
                return Optional.of(ErrorCode.SERVER_OVERLOADED.because(
                        "the database is not reachable at the moment, try again later"));
            }
        }
        return Optional.empty();
    }

    private static boolean transientState(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return true; // the pool's patience ended
        }
        var state = failure.getSQLState();
        // connection exceptions; too many connections, disk or memory full; shutdown, crash, starting up; serialization
        // failure and deadlock
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("40"));
    }
}
