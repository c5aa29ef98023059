package im.parley.server.session;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.session.Login;
import im.parley.server.operation.Connection;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Signs instances in. Safe for use by many threads.
///
/// What is checked, in this order: the fields (by [Login] itself), nobody signed in on the connection,
/// the app is enabled, the signature, and that it was not invalidated. Three round trips to the
/// database, shared by all who come at once.
public final class SignIn {
    private final SignatureGate signatures;
    private final Settings settings;
    private final Clock clock;
    private final SignInQueue queue;
    private final Set<Connection> running = ConcurrentHashMap.newKeySet();

    public SignIn(
            SignatureGate signatures,
            Accounts accounts,
            Settings settings,
            SessionService sessions,
            Arrivals arrivals,
            FirstPages firstPages,
            Clock clock) {
        this.signatures = signatures;
        this.settings = settings;
        this.clock = clock;
        this.queue = new SignInQueue(accounts, sessions, arrivals, firstPages);
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
            var signedIn = queue.signIn(login, signature, connection);
            return new Login.Result(
                    Long.toString(signedIn.registered().account().tinyID()),
                    clock.millis(),
                    signature.expires().getEpochSecond(),
                    signedIn.registered().profile(),
                    settings.clientConfig(),
                    signedIn.conversations());
        } finally {
            running.remove(connection);
        }
    }
}
