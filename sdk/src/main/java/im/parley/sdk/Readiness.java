package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether calls may be made and, if not, why (`general#1`, `general#2`). Safe for use by many threads.
final class Readiness {
    enum State {
        NEVER_LOGGED_IN(ErrorCode.NOT_LOGGED_IN, "log in first"),
        LOGGING_IN(ErrorCode.LOGGING_IN, "login or the first sync is still running, wait for SDK_READY"),
        LOGIN_FAILED(ErrorCode.LOGIN_FAILED, "the login failed"),
        KICKED_OUT_MULT_DEVICE(ErrorCode.KICKED_OUT_MULT_DEVICE, "kicked out by a login on another device"),
        KICKED_OUT_MULT_ACCOUNT(ErrorCode.KICKED_OUT_MULT_ACCOUNT, "kicked out by a login of another instance"),
        KICKED_OUT_USERSIG_EXPIRED(ErrorCode.KICKED_OUT_USERSIG_EXPIRED, "the UserSig has expired"),
        LOGGED_OUT(ErrorCode.LOGGED_OUT, "logged out"),
        KICKED_OUT_REST_API(ErrorCode.KICKED_OUT_REST_API, "kicked out by an administrator"),
        DESTROYED(ErrorCode.LOGGED_OUT, "this chat is destroyed, create another one"),
        READY(ErrorCode.SDK_IS_NOT_READY, "");

        private final ErrorCode code;
        private final String why;

        State(ErrorCode code, String why) {
            this.code = code;
            this.why = why;
        }

        ChatError error() {
            return new ChatError(code, "the SDK is not ready: " + why);
        }
    }

    private final Emitter emitter;
    private volatile State state = State.NEVER_LOGGED_IN;
    private CompletableFuture<Void> settled = new CompletableFuture<>(); // once no login is running; guarded by this

    Readiness(Emitter emitter) {
        this.emitter = emitter;
    }

    State state() {
        return state;
    }

    void become(State next) {
        CompletableFuture<Void> over;
        synchronized (this) {
            state = next;
            if (next == State.LOGGING_IN) {
                return;
            }
            over = settled;
            settled = new CompletableFuture<>();
        }
        over.complete(null);
    }

    /// An app has called login: what it calls next is refused for that reason, even before the login gets its
    /// turn.
    synchronized void loginBegins() {
        if (state != State.READY && state != State.DESTROYED) {
            state = State.LOGGING_IN;
        }
    }

    /// Whether nobody is signed in, and nobody is about to.
    boolean isOut() {
        var now = state;
        return now != State.READY && now != State.LOGGING_IN && now != State.DESTROYED;
    }

    boolean isReady() {
        return state == State.READY;
    }

    /// For methods that answer at once.
    ///
    /// @throws ChatError if the chat is not ready
    void check() {
        var refusal = refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    /// For methods that answer later: a failed future before anything else is looked at, if the chat is not
    /// ready.
    <T> CompletableFuture<T> guard(Supplier<CompletableFuture<T>> call) {
        var refusal = refusal();
        return refusal == null ? call.get() : CompletableFuture.failedFuture(refusal);
    }

    /// For those that answer later and may be called before the chat is ready (`general#1`).
    <T> CompletableFuture<T> guardUnlessDestroyed(Supplier<CompletableFuture<T>> call) {
        return state == State.DESTROYED ? guard(call) : call.get();
    }

    /// For those that answer later and wait while a login is running, until it is done or has failed (`general#1`).
    ///
    /// @param check of the parameters, at once
    <T> CompletableFuture<T> guardAfterLogin(Runnable check, Supplier<CompletableFuture<T>> call) {
        CompletableFuture<Void> login;
        synchronized (this) {
            login = state == State.LOGGING_IN ? settled : null;
        }
        if (login == null) {
            return guard(() -> {
                check.run();
                return call.get();
            });
        }
        check.run();
        return Answers.toApp(login.thenCompose(over -> guard(call)));
    }

    private @Nullable ChatError refusal() {
        var now = state;
        if (now == State.READY) {
            return null;
        }
        var error = now.error();
        emitter.emit(Events.ERROR, new Events.ErrorInfo(error.code(), String.valueOf(error.getMessage())));
        return error;
    }
}
