package im.parley.server.mailing;

import im.parley.protocol.Check;
import im.parley.server.users.Account;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The users whose tags and attributes are changed.
final class Owners {
    private Owners() {}

    static Object[] numbers(Collection<Account> users) {
        return users.stream().map(Account::tinyID).toArray();
    }

    /// Lets changes of the same users' tags and attributes take turns: deleting an account comes before, or after.
    ///
    /// @throws im.parley.protocol.ChatException [MailingError#ACCOUNT_UNKNOWN] if one of them is deleted
    static void lockLiving(Handle handle, Collection<Account> users) {
        var living = lock(handle, users);
        for (var user : users) {
            if (!living.contains(user.tinyID())) {
                throw MailingError.ACCOUNT_UNKNOWN.because("there is no account " + Check.quote(user.userID()));
            }
        }
    }

    /// The same, of deleted ones, too.
    ///
    /// @return those that are not deleted
    static Set<Long> lock(Handle handle, Collection<Account> users) {
        var living = new HashSet<Long>();
        handle.createQuery("""
                        SELECT tiny_id, deleted_at = 0 FROM account WHERE tiny_id = ANY (:owners)
                        ORDER BY tiny_id FOR NO KEY UPDATE
                        """)
                .bindArray("owners", Long.class, numbers(users))
                .map((row, context) -> row.getBoolean(2) && living.add(row.getLong(1)))
                .list();
        return living;
    }
}
