package im.parley.server.mailing;

import im.parley.protocol.ChatException;
import im.parley.server.message.BackEndMessages;
import im.parley.server.message.BackEndMessages.Post;
import im.parley.server.session.ClusterSessions;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.store.Background;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Messages of back ends to many users. Safe for use by many threads.
public final class Mailings {
    /// How long a random number names one mailing.
    private static final Duration REPEATED_WITHIN = Duration.ofDays(7);

    private static final Duration APART = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final MailingStore store;
    private final MailDelivery delivery;
    private final BackEndMessages messages;
    private final Settings settings;
    private final Clock clock;

    public Mailings(
            Jdbi jdbi,
            BackEndMessages messages,
            Accounts accounts,
            ClusterSessions cluster,
            Settings settings,
            Background background,
            Clock clock) {
        this.jdbi = jdbi;
        this.store = new MailingStore(jdbi, cluster.incarnation(), ClusterSessions.ALIVE);
        this.delivery = new MailDelivery(store, messages, accounts, cluster::online, settings, background);
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /// Begins to deliver what is left of earlier runs, and of nodes that die; once the cluster knows this node.
    public void start() {
        delivery.start();
    }

    /// Sends to all users but the sender who exist now and meet the condition. Returns before they have it.
    ///
    /// @return the mailing's number; where one was made under the same random number within seven days, that one's
    /// @throws ChatException as [BackEndMessages#toUsers]; [MailingError#TOO_SOON], [MailingError#DAILY_LIMIT],
    ///     [MailingError#BAD_ATTRIBUTE]
    public long begin(Post post, Condition condition) {
        messages.check(post);
        long mailing = jdbi.inTransaction(handle -> begin(handle, post, condition));
        delivery.lookAround();
        return mailing;
    }

    private long begin(Handle handle, Post post, Condition condition) {
        MailingStore.takeTurns(handle);
        long now = clock.millis();
        MailingStore.forget(handle, now - REPEATED_WITHIN.toMillis());
        return MailingStore.find(handle, post.random()).orElseGet(() -> {
            checkPace(handle, now);
            return store.add(handle, post.random(), now, post.sender().tinyID(), Letter.of(post), condition);
        });
    }

    private void checkPace(Handle handle, long now) {
        if (now - MailingStore.lastMadeAt(handle) < APART.toMillis()) {
            throw MailingError.TOO_SOON.because(
                    "the last push to all users is less than a second ago, expected a second");
        }
        int most = settings.get(AppSettings.MEMBER_PUSHES_PER_DAY);
        if (most > 0 && MailingStore.countSince(handle, now - DAY.toMillis()) >= most) {
            throw MailingError.DAILY_LIMIT.because("there were " + most
                    + " pushes to all users within 24 hours, see the setting "
                    + AppSettings.MEMBER_PUSHES_PER_DAY.key());
        }
    }

    /// The account is deleted.
    public void erase(Account user) {
        store.endOf(user.tinyID());
        store.leaveOut(user.tinyID());
    }
}
