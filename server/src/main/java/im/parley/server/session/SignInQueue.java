package im.parley.server.session;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.UserSig;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.session.Login;
import im.parley.server.operation.Batches;
import im.parley.server.operation.Connection;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.RegisteredAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores sign-ins in batches: while one batch is on its way to the database, the next one gathers. A
/// lone sign-in does not wait; when thousands come back together they share round trips and commits, and
/// leave the other connections of the pool to others. Safe for use by many threads.
final class SignInQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SignInQueue.class);

    /// Keeps a batch, and with it the wait of the next one, to a few milliseconds.
    private static final int MAX_BATCH = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final SessionService sessions;
    private final Arrivals arrivals;
    private final FirstPages firstPages;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Batches batches = new Batches("sign-in", () -> !queue.isEmpty(), this::storeNext);

    SignInQueue(Accounts accounts, SessionService sessions, Arrivals arrivals, FirstPages firstPages) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.arrivals = arrivals;
        this.firstPages = firstPages;
    }

    /// One sign-in. Whoever takes it first decides: the batch that stores it, or its caller whose
    /// patience ended.
    private record Waiting(
            Login login,
            UserSig signature,
            Connection connection,
            AtomicBoolean taken,
            CompletableFuture<SignedIn> answer) {}

    /// Signs the instance in; blocks until that is stored.
    ///
    /// @throws ChatException [ErrorCode#USER_SIG_INVALIDATED], [ErrorCode#REPEAT_LOGIN], or
    ///     [ErrorCode#SERVER_OVERLOADED] if the sign-in has waited for 10 seconds in vain
    SignedIn signIn(Login login, UserSig signature, Connection connection) {
        var waiting = new Waiting(login, signature, connection, new AtomicBoolean(), new CompletableFuture<>());
        queue.add(waiting);
        batches.wake();
        try {
            return waiting.answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            if (waiting.taken.compareAndSet(false, true)) {
                throw ErrorCode.SERVER_OVERLOADED.because("too many sign-ins are waiting; try again later");
            }
            return waiting.answer.join(); // its batch is under way
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ChatException refused) {
                throw refused;
            }
            throw new IllegalStateException("the sign-in of " + login.userID() + " failed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ErrorCode.SERVER_OVERLOADED.because("the server is stopping");
        }
    }

    private void storeNext() {
        var batch = nextBatch();
        if (!batch.isEmpty()) { // patience may have ended for all
            store(batch);
        }
    }

    /// Sign-ins of different users; a second one of a user waits for the next batch.
    private Map<String, Waiting> nextBatch() {
        var batch = new HashMap<String, Waiting>();
        var later = new ArrayList<Waiting>();
        while (batch.size() < MAX_BATCH && queue.poll() instanceof Waiting waiting) {
            if (batch.containsKey(waiting.login.userID())) {
                later.add(waiting);
            } else if (waiting.taken.compareAndSet(false, true)) {
                batch.put(waiting.login.userID(), waiting);
            }
        }
        queue.addAll(later);
        return batch;
    }

    private void store(Map<String, Waiting> batch) {
        try {
            storeTogether(batch);
        } catch (RuntimeException | Error failed) { // somebody waits for an answer, whatever it is
            if (batch.size() == 1) {
                batch.values().forEach(waiting -> waiting.answer.completeExceptionally(failed));
                return;
            }
            // one by one, so that what is wrong with one does not concern the others
            batch.forEach((userID, waiting) -> store(Map.of(userID, waiting)));
        }
    }

    private void storeTogether(Map<String, Waiting> batch) {
        var registered = new HashMap<>(accounts.open(batch.keySet()));
        var coming = new HashMap<SessionService.Coming, Waiting>();
        batch.forEach((userID, waiting) -> {
            var account = Objects.requireNonNull(registered.get(userID));
            var refusal = refusal(waiting.signature, account);
            if (refusal.isPresent()) {
                waiting.answer.completeExceptionally(refusal.get());
            } else {
                var opened = account.isDeleted() ? accounts.restore(userID) : account;
                registered.put(userID, opened);
                coming.put(coming(waiting, opened), waiting);
            }
        });
        if (!coming.isEmpty()) {
            var begun = new HashMap<Waiting, RegisteredAccount>();
            sessions.begin(List.copyOf(coming.keySet())).forEach((one, refusal) -> {
                var waiting = Objects.requireNonNull(coming.get(one));
                refusal.ifPresentOrElse(
                        waiting.answer::completeExceptionally,
                        () -> begun.put(
                                waiting,
                                Objects.requireNonNull(registered.get(one.who().userID()))));
            });
            arrivals.arrived(begun.values().stream()
                    .map(registeredAccount -> registeredAccount.account().tinyID())
                    .toList());
            welcome(begun);
            lookAgain(begun.values());
        }
    }

    /// Who was thrown out on another node between the look at the account and the beginning of the session was not
    /// found here.
    private void lookAgain(Collection<RegisteredAccount> begun) {
        try {
            sessions.signOutKicked(begun.stream()
                    .map(registered -> registered.account().tinyID())
                    .toList());
        } catch (RuntimeException failed) { // they are signed in, and answered
            LOG.warn("{} sign-ins were not compared with what was thrown out meanwhile", begun.size(), failed);
        }
    }

    /// The lists are read after the sessions have begun: what they lack is pushed.
    private void welcome(Map<Waiting, RegisteredAccount> begun) {
        var counts = new HashMap<Account, Integer>();
        begun.forEach((waiting, registered) -> {
            var count = waiting.login.conversations();
            if (count != null && count > 0) {
                counts.put(registered.account(), count);
            }
        });
        var pages = counts.isEmpty() ? Map.<Account, ListConversations.Result>of() : pages(counts);
        begun.forEach((waiting, registered) ->
                waiting.answer.complete(new SignedIn(registered, pages.get(registered.account()))));
    }

    /// Whoever is signed in without a list asks for it.
    private Map<Account, ListConversations.Result> pages(Map<Account, Integer> counts) {
        try {
            return firstPages.of(counts);
        } catch (RuntimeException failed) {
            LOG.warn("{} sign-ins are answered without a conversation list", counts.size(), failed);
            return Map.of();
        }
    }

    private static SessionService.Coming coming(Waiting waiting, RegisteredAccount account) {
        var login = waiting.login;
        return new SessionService.Coming(
                new Session.Identity(account.account().tinyID(), login.userID(), login.instanceID(), login.platform()),
                new Session.Validity(
                        waiting.signature.issued().getEpochSecond(),
                        waiting.signature.expires().toEpochMilli()),
                waiting.connection);
    }

    private static Optional<ChatException> refusal(UserSig signature, RegisteredAccount account) {
        var issued = signature.issued().getEpochSecond();
        return issued >= account.sigValidFrom()
                ? Optional.empty()
                : Optional.of(ErrorCode.USER_SIG_INVALIDATED.because("the UserSig was issued at " + issued
                        + ", those before " + account.sigValidFrom() + " were invalidated"));
    }
}
