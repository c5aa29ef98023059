package im.parley.server.mailing;

import im.parley.protocol.ChatException;
import im.parley.server.mailing.MailingStore.Round;
import im.parley.server.message.BackEndMessages;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.store.Background;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings mailings to their receivers: a round of each that this node is at, a pause, and again. What a node that stops
/// leaves undone another does, or the same after its restart; the round that was under way comes twice, and the log
/// takes its messages once. Safe for use by many threads.
final class MailDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final String THREAD = "mailings";

    /// How soon one is taken over whose node is dead.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long MILLIS = 1000;

    private final MailingStore store;
    private final BackEndMessages messages;
    private final Accounts accounts;
    private final UnaryOperator<Set<Long>> online;
    private final Settings settings;
    private final Background background;
    private final AtomicBoolean isWorking = new AtomicBoolean();
    private volatile boolean isNews;

    /// @param online those of some users that are signed in on a living node
    MailDelivery(
            MailingStore store,
            BackEndMessages messages,
            Accounts accounts,
            UnaryOperator<Set<Long>> online,
            Settings settings,
            Background background) {
        this.store = store;
        this.messages = messages;
        this.accounts = accounts;
        this.online = online;
        this.settings = settings;
        this.background = background;
    }

    void start() {
        lookAround();
        background.every(LOOK_EVERY, THREAD, this::lookAround);
    }

    /// There may be something to deliver. Never blocks.
    void lookAround() {
        isNews = true;
        if (isWorking.compareAndSet(false, true)) {
            background.start(THREAD, this::work);
        }
    }

    private void work() {
        try {
            if (isNews) {
                isNews = false;
                store.takeOver();
            }
            var rounds = store.next();
            if (!rounds.isEmpty()) {
                background.after(deliver(rounds), THREAD, this::work);
                return;
            }
            store.endDelivered();
        } catch (RuntimeException failed) {
            LOG.warn("mailings go on later", failed);
            background.after(AFTER_FAILURE, THREAD, this::work);
            return;
        }
        isWorking.set(false);
        if (isNews) {
            lookAround();
        }
    }

    /// @return how long to wait before the next rounds
    private Duration deliver(List<Round> rounds) {
        long begun = System.nanoTime();
        int served = 0;
        boolean isDone = true;
        for (var round : rounds) { // one that fails does not keep the others
            try {
                var receivers = receivers(round);
                var left = deliver(round, receivers);
                store.delivered(round, left);
                served += receivers.size();
                isDone = isDone && left.isEmpty();
            } catch (RuntimeException failed) {
                LOG.warn("push {} to all users goes on later", round.mailing(), failed);
                isDone = false;
            }
        }
        if (!isDone) {
            return AFTER_FAILURE;
        }
        long due = TimeUnit.SECONDS.toNanos(served) / settings.get(AppSettings.MEMBER_PUSH_RATE);
        return Duration.ofNanos(Math.max(0, due - (System.nanoTime() - begun)));
    }

    /// Those who are still there.
    private Collection<Account> receivers(Round round) {
        var receivers = living(round.receivers());
        if (round.letter().onlineOnly()) {
            var there = online.apply(receivers.stream().map(Account::tinyID).collect(Collectors.toSet()));
            receivers.removeIf(receiver -> !there.contains(receiver.tinyID()));
        }
        return receivers;
    }

    private Collection<Account> living(List<Long> users) {
        var ever = accounts.byTinyID(users).values();
        return new ArrayList<>(
                accounts.load(ever.stream().map(Account::userID).toList()).values());
    }

    /// @return account numbers of those who have to wait
    private List<Long> deliver(Round round, Collection<Account> receivers) {
        var sender = living(List.of(round.sender())).stream().findFirst();
        if (sender.isEmpty()) { // deleted at this moment: what is left of the mailing goes with the account
            return List.of();
        }
        var post = round.letter().toPost(sender.get(), round.random());
        try {
            return messages.toEach(post, receivers, round.madeAt() / MILLIS).stream()
                    .map(Account::tinyID)
                    .toList();
        } catch (ChatException refused) { // what might be said when it was made may not be said any more
            LOG.warn("push {} to all users ends: {}", round.mailing(), refused.getMessage());
            store.end(round.mailing());
            return List.of();
        }
    }
}
