package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.session.Kicked;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Logout;
import im.parley.sdk.Readiness.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Signs in, again after every lost connection, and out. Confined to the chat's executor.
final class Session {
    private static final Duration LOGOUT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SYNC_RETRY = Duration.ofSeconds(1);

    private enum Phase {
        OUT,
        SIGNING_IN,
        SYNCING,
        IN,
        LEAVING
    }

    /// What a session brings to life and what must forget it.
    interface Memory {
        /// A point in time to compare with.
        long now();

        /// Compares with the server; done when the list of conversations is here.
        ///
        /// @param askedAt [#now] when the first page was asked for
        /// @param first the list's first page, where the server has sent it already
        CompletableFuture<Void> synchronise(long askedAt, ListConversations.@Nullable Result first);

        /// Goes back to where signing in does not lead: before anything that waits is sent again.
        CompletableFuture<Void> comeBack();

        /// The first sync is done: tells what there is.
        void announce();

        void clear();
    }

    private final Io io;
    private final ChatOptions options;
    private final SerialExecutor work;
    private final Log log;
    private final Emitter emitter;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Memory memory;
    private final String instanceID = UUID.randomUUID().toString();

    private Phase phase = Phase.OUT;
    private @Nullable Login credentials;
    private final List<Runnable> held = new ArrayList<>(); // pushes that overtook the answer to the sign-in
    private boolean awaitsAnswer;
    private int sockets; // so far
    private int logins; // answers to an older one's requests are ignored
    private CompletableFuture<LoginResult> login = new CompletableFuture<>(); // the last one
    private CompletableFuture<LoginResult> loginAtApp = login;
    private CompletableFuture<Void> leaving = CompletableFuture.completedFuture(null);
    private @Nullable Future<?> loginTimer;

    Session(
            Io io,
            ChatOptions options,
            SerialExecutor work,
            Log log,
            Emitter emitter,
            Readiness readiness,
            Self self,
            Link link,
            Memory memory) {
        this.io = io;
        this.options = options;
        this.work = work;
        this.log = log;
        this.emitter = emitter;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.memory = memory;
    }

    /// @param atApp the future that the app holds; settled before the app hears of SDK_READY
    CompletableFuture<LoginResult> login(String userID, String userSig, CompletableFuture<LoginResult> atApp) {
        return switch (phase) {
            case SIGNING_IN ->
                CompletableFuture.failedFuture(new ChatError(ErrorCode.REPEAT_LOGIN, "a login is still running"));
            case SYNCING, IN -> CompletableFuture.completedFuture(LoginResult.repeated(self.userID()));
            case LEAVING -> leaving.thenCompose(left -> login(userID, userSig, atApp));
            case OUT -> start(userID, userSig, atApp);
        };
    }

    private CompletableFuture<LoginResult> start(String userID, String userSig, CompletableFuture<LoginResult> atApp) {
        if (readiness.state() == State.DESTROYED) {
            return CompletableFuture.failedFuture(State.DESTROYED.error());
        }
        login = new CompletableFuture<>();
        loginAtApp = atApp;
        phase = Phase.SIGNING_IN;
        logins++;
        readiness.become(State.LOGGING_IN);
        var result = login;
        try {
            credentials = new Login(
                    userID,
                    userSig,
                    instanceID,
                    options.platform(),
                    Limits.FIRST_CONVERSATIONS,
                    "java/" + Chat.VERSION);
        } catch (RuntimeException refused) {
            fail(Answers.errorOf(refused));
            return result;
        }
        loginTimer = io.after(options.requestTimeout(), work, this::loginTimedOut);
        link.open();
        return result;
    }

    CompletableFuture<Void> logout() {
        switch (phase) {
            case OUT -> {
                return CompletableFuture.failedFuture(new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody is logged in"));
            }
            case SIGNING_IN -> {
                leave(State.LOGGED_OUT);
                return CompletableFuture.completedFuture(null);
            }
            case LEAVING -> {
                return leaving;
            }
            case SYNCING, IN -> {
                phase = Phase.LEAVING;
                readiness.become(State.LOGGED_OUT);
                leaving = (link.isOpen()
                                ? link.callOnSocket(new Logout(), LOGOUT_TIMEOUT)
                                        .thenRun(() -> {})
                                : CompletableFuture.<Void>completedFuture(null))
                        .exceptionally(ignored -> null) // logout#5
                        .thenRun(() -> leave(State.LOGGED_OUT));
                return leaving;
            }
        }
        throw new AssertionError(phase);
    }

    /// Signs out if needed; nothing works afterwards.
    CompletableFuture<Void> end() {
        var out = phase == Phase.OUT ? CompletableFuture.<Void>completedFuture(null) : logout();
        return out.thenRun(() -> readiness.become(State.DESTROYED));
    }

    /// A socket is open: whoever is or wants to be signed in signs in on it.
    void opened() {
        sockets++;
        if (credentials == null || phase == Phase.OUT || phase == Phase.LEAVING) {
            return;
        }
        var askedAt = System.currentTimeMillis();
        var listAskedAt = memory.now();
        var signingIn = credentials;
        var current = logins;
        awaitsAnswer = true;
        link.callOnSocket(signingIn, options.requestTimeout()).whenComplete((result, failure) -> {
            awaitsAnswer = false;
            var overtaking = List.copyOf(held);
            held.clear();
            if (current != logins || phase == Phase.OUT) {
                return; // left in between
            }
            if (failure == null) {
                self.serverTime(result.serverTime(), askedAt);
                signedIn(signingIn.userID(), result, listAskedAt);
                overtaking.forEach(Runnable::run);
            } else {
                if (self.isSignedIn()) { // a lost socket may have brought a kick
                    overtaking.forEach(Runnable::run);
                }
                refused(Answers.errorOf(failure));
            }
        });
    }

    /// Runs what a push brings: after the sign-in's answer, also if the push overtakes it.
    void afterSignIn(Runnable push) {
        if (awaitsAnswer) {
            held.add(push);
        } else if (self.isSignedIn()) {
            push.run();
        }
    }

    private void signedIn(String userID, Login.Result result, long listAskedAt) {
        var known = self.profile();
        self.signedIn(new Self.Account(userID, Long.parseLong(result.tinyID())), result.profile(), result.config());
        if (phase == Phase.SIGNING_IN) {
            log.info("signed in");
            phase = Phase.SYNCING;
            stopLoginTimer();
            login.complete(LoginResult.DONE);
        }
        if (known != null && known.lastUpdatedTime() < result.profile().lastUpdatedTime()) { // changed while away
            emitter.emit(Events.PROFILE_UPDATED, List.of(result.profile()));
        }
        var current = sockets;
        memory.comeBack().whenComplete((back, failure) -> {
            if (current == sockets && link.isOpen() && self.isSignedIn()) {
                link.signedIn(Duration.ofSeconds(result.config().heartbeat()));
                synchronise(listAskedAt, result.conversations());
            }
        });
    }

    /// Compares with the server, now and again until it works or the connection is lost.
    void synchronise() {
        synchronise(memory.now(), null);
    }

    private void synchronise(long askedAt, ListConversations.@Nullable Result first) {
        if (phase != Phase.SYNCING && phase != Phase.IN) {
            return;
        }
        var current = logins;
        memory.synchronise(askedAt, first).whenComplete((done, failure) -> {
            if (current != logins) {
                return;
            }
            if (failure == null) {
                becomeReady();
                return;
            }
            var error = Answers.errorOf(failure);
            if (error.code() != ErrorCode.NETWORK_ERROR.number()) { // else the next sign-in tries again
                log.warn("the sync failed: " + error);
                io.after(SYNC_RETRY, work, this::synchronise);
            }
        });
    }

    private void becomeReady() {
        if (phase != Phase.SYNCING) {
            return;
        }
        phase = Phase.IN;
        readiness.become(State.READY);
        var settled = loginAtApp;
        emitter.then(() -> {
            while (!settled.isDone()) { // compat#5; it is being settled this very moment, if it is not yet
                Thread.yield();
            }
        });
        emitter.emit(Events.SDK_READY, Events.Empty.INSTANCE);
        memory.announce();
    }

    private void refused(ChatError error) {
        var network = error.code() == ErrorCode.NETWORK_ERROR.number();
        if (network || phase == Phase.OUT) {
            return; // the socket was lost, the next one signs in; or nobody does any more
        }
        if (phase == Phase.SIGNING_IN) {
            fail(error);
        } else if (error.code() == ErrorCode.USER_SIG_EXPIRED.number()) {
            kicked(new Kicked(Types.KICKED_OUT_USERSIG_EXPIRED));
        } else if (error.code() == ErrorCode.USER_SIG_INVALIDATED.number()) {
            kicked(new Kicked(Types.KICKED_OUT_REST_API));
        } else if (error.errorCode().map(ErrorCode::retryable).orElse(false)) {
            link.restart("sign-in refused: " + error);
        } else {
            expelled(error);
        }
    }

    /// The server does not want this client back.
    void refused(im.parley.protocol.CloseReason reason) {
        var error = new ChatError(ErrorCode.NETWORK_ERROR, "the server closed the connection: " + reason);
        if (phase == Phase.SIGNING_IN) {
            fail(error);
        } else if (phase == Phase.SYNCING || phase == Phase.IN) {
            expelled(error);
        }
    }

    void kicked(Kicked push) {
        if (phase != Phase.SYNCING && phase != Phase.IN) {
            return;
        }
        leave(
                switch (push.type()) {
                    case Types.KICKED_OUT_MULT_DEVICE -> State.KICKED_OUT_MULT_DEVICE;
                    case Types.KICKED_OUT_USERSIG_EXPIRED -> State.KICKED_OUT_USERSIG_EXPIRED;
                    case Types.KICKED_OUT_REST_API -> State.KICKED_OUT_REST_API;
                    default -> State.KICKED_OUT_MULT_ACCOUNT;
                });
        emitter.emit(Events.KICKED_OUT, new Events.KickedOut(push.type()));
    }

    private void expelled(ChatError error) {
        log.error("signed out: " + error, null);
        leave(State.LOGIN_FAILED);
        emitter.emit(Events.ERROR, new Events.ErrorInfo(error.code(), String.valueOf(error.getMessage())));
    }

    private void loginTimedOut() {
        if (phase == Phase.SIGNING_IN) {
            fail(new ChatError(
                    ErrorCode.NETWORK_TIMEOUT,
                    link.isOpen()
                            ? "no answer to the login in time"
                            : "no connection to " + options.proxyServer() + " in time"));
        }
    }

    private void fail(ChatError error) {
        log.warn("login failed: " + error);
        var failed = login;
        phase = Phase.OUT;
        forget(State.LOGIN_FAILED);
        failed.completeExceptionally(error);
    }

    private void leave(State next) {
        var before = phase;
        phase = Phase.OUT;
        forget(next);
        if (before == Phase.SIGNING_IN) {
            login.completeExceptionally(next.error());
        } else {
            log.info("signed out: " + next);
            emitter.emit(Events.SDK_NOT_READY, Events.Empty.INSTANCE);
        }
    }

    private void forget(State next) {
        readiness.become(next);
        stopLoginTimer();
        credentials = null;
        self.signedOut();
        link.close(next.error()); // before those who wait for an answer are forgotten
        memory.clear();
    }

    private void stopLoginTimer() {
        if (loginTimer != null) {
            loginTimer.cancel(false);
            loginTimer = null;
        }
    }
}
