package im.parley.server.users;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes accounts for back ends. A deleted account is unknown at once; then everything that is kept for it
/// goes, part by part. One node at a time is at it: the account may be made anew when it is done, and a second
/// one would take away what belongs to the new account. Safe for use by many threads.
///
/// What a server that stops leaves undone another does, or the same after its restart.
public final class AccountDeletion implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDeletion.class);

    private static final int PIECE = 100;

    private final Accounts accounts;
    private final List<Part> parts;
    private final String node;
    private final String alive;
    private final Set<Long> atWork = ConcurrentHashMap.newKeySet(); // accounts that this node is at

    /// Takes away what a feature keeps for an account.
    @FunctionalInterface
    public interface Part {
        /// May be called again for the same account.
        void erase(Account account);
    }

    /// @param parts one after the other
    /// @param node name of this run of this node
    /// @param alive SQL: the names of the runs of nodes that are alive
    public AccountDeletion(Accounts accounts, List<Part> parts, String node, String alive) {
        this.accounts = accounts;
        this.parts = List.copyOf(parts);
        this.node = node;
        this.alive = alive;
    }

    /// Returns when nothing is kept for the account any more, or when others are at it since it was deleted before.
    ///
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#ACCOUNT_NOT_FOUND]
    public void delete(String userID) {
        erase(accounts.delete(userID).orElseThrow(() -> Accounts.unknown(userID)));
    }

    private void erase(Account account) {
        if (!atWork.add(account.tinyID())) {
            return;
        }
        try {
            if (accounts.beginErasing(account, node, alive)) {
                eraseParts(account);
            }
        } finally {
            atWork.remove(account.tinyID());
        }
    }

    private void eraseParts(Account account) {
        var isErased = false;
        try {
            parts.forEach(part -> part.erase(account));
            isErased = true;
        } finally {
            accounts.endErasing(account, node, isErased);
        }
    }

    /// Ends what was begun and not ended.
    @Override
    public void run() {
        for (var account : accounts.toErase(node, alive, PIECE)) {
            try {
                erase(account);
            } catch (RuntimeException failed) {
                LOG.warn("what was kept for the deleted account {} is not all gone", account.userID(), failed);
            }
        }
    }
}
