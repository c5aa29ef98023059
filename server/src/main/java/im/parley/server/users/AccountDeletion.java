package im.parley.server.users;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes accounts for back ends. A deleted account is unknown at once; then everything that is kept for it
/// goes, part by part. Safe for use by many threads.
///
/// What a server that stops leaves undone another does, or the same after its restart.
public final class AccountDeletion implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDeletion.class);

    /// Nobody else is at it after that.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PIECE = 100;

    private final Accounts accounts;
    private final List<Part> parts;
    private final Clock clock;

    /// Takes away what a feature keeps for an account.
    @FunctionalInterface
    public interface Part {
        /// May be called again for the same account.
        void erase(Account account);
    }

    /// @param parts one after the other
    public AccountDeletion(Accounts accounts, List<Part> parts, Clock clock) {
        this.accounts = accounts;
        this.parts = List.copyOf(parts);
        this.clock = clock;
    }

    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#ACCOUNT_NOT_FOUND]
    public void delete(String userID) {
        erase(accounts.delete(userID).orElseThrow(() -> Accounts.unknown(userID)));
    }

    private void erase(Account account) {
        parts.forEach(part -> part.erase(account));
        accounts.erased(account);
    }

    /// Ends what was begun and not ended.
    @Override
    public void run() {
        for (var account : accounts.toErase(clock.millis() - PATIENCE.toMillis(), PIECE)) {
            try {
                erase(account);
            } catch (RuntimeException failed) {
                LOG.warn("what was kept for the deleted account {} is not all gone", account.userID(), failed);
            }
        }
    }
}
