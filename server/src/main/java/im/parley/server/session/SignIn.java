package im.parley.server.session;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.session.Login;
import im.parley.server.operation.Connection;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import im.parley.server.users.RegisteredAccount;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Signs instances in. Safe for use by many threads.
///
/// What is checked, in this order: the fields (by [Login] itself), nobody signed in on the connection,
/// the app is enabled, the signature, and that it was not invalidated. Two round trips to the database in
/// all.
public final class SignIn {
    /// Sign-ins that use the database at once: when thousands come back together, others still get a
    /// connection.
    private static final int AT_ONCE = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SignatureGate signatures;
    private final Accounts accounts;
    private final Settings settings;
    private final SessionService sessions;
    private final Clock clock;
    private final Semaphore database = new Semaphore(AT_ONCE, true);
    private final Set<Connection> running = ConcurrentHashMap.newKeySet();

    public SignIn(
            SignatureGate signatures, Accounts accounts, Settings settings, SessionService sessions, Clock clock) {
        this.signatures = signatures;
        this.accounts = accounts;
        this.settings = settings;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// @throws im.parley.protocol.ChatException as [Login] lists them,
    ///     [ErrorCode#USER_SIG_FAILS_TOO_OFTEN], and [ErrorCode#SERVER_OVERLOADED] when the database has
    ///     not been free for 10 seconds
    Login.Result signIn(Connection connection, Login login) {
        if (connection.caller() != null || !running.add(connection)) {
            throw ErrorCode.REPEAT_LOGIN.because("a sign-in is done or under way on this connection");
        }
        try {
            if (!settings.get(AppSettings.APP_ENABLED)) {
                throw ErrorCode.APP_NOT_ENABLED.because("the app is switched off");
            }
            var signature = signatures.check(login.userID(), login.userSig(), connection.remoteAddress());
            var registered = whenFree(() -> {
                var account = accounts.open(login.userID());
                checkNotInvalidated(signature.issued().getEpochSecond(), account);
                var who = new Session.Identity(
                        account.account().tinyID(), login.userID(), login.instanceID(), login.platform());
                sessions.begin(who, signature.expires().toEpochMilli(), connection);
                return account;
            });
            return new Login.Result(
                    Long.toString(registered.account().tinyID()),
                    clock.millis(),
                    signature.expires().getEpochSecond(),
                    registered.profile(),
                    settings.clientConfig());
        } finally {
            running.remove(connection);
        }
    }

    private static void checkNotInvalidated(long issued, RegisteredAccount account) {
        if (issued < account.sigValidFrom()) {
            throw ErrorCode.USER_SIG_INVALIDATED.because("the UserSig was issued at " + issued + ", those before "
                    + account.sigValidFrom() + " were invalidated");
        }
    }

    private interface Step {
        RegisteredAccount run();
    }

    private RegisteredAccount whenFree(Step step) {
        try {
            if (!database.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw ErrorCode.SERVER_OVERLOADED.because("too many sign-ins are waiting; try again later");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ErrorCode.SERVER_OVERLOADED.because("the server is stopping");
        }
        try {
            return step.run();
        } finally {
            database.release();
        }
    }
}
