package im.parley.server.message;

import im.parley.protocol.Types;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose timeline it is, as far as messages name them.
sealed interface Parties {
    /// A `CONV_…` value.
    String type();

    /// Somebody who wrote or revoked a message here.
    Account user(long tinyID);

    /// Whom a message of this sender is addressed to.
    String to(long sender);

    /// What somebody who takes part calls the conversation.
    String nameFor(@Nullable Account participant);

    /// The head's counter after a message, for those who did not send it.
    long counter(StoredMessage message);

    /// Makes ready to name these users, with one query for all.
    default void expect(Collection<StoredMessage> messages) {}

    private static Account user(Accounts accounts, long tinyID) {
        var known = accounts.byTinyID(List.of(tinyID)).get(tinyID);
        return known != null ? known : new Account(tinyID, Long.toString(tinyID), "", "");
    }

    /// Two users.
    ///
    /// @param low the one with the lower account number
    /// @param high the other, or the same for notes to oneself
    /// @param accounts know the administrator, who may have revoked what they wrote
    record Two(Account low, Account high, Accounts accounts) implements Parties {
        static Two of(Account one, Account other, Accounts accounts) {
            return one.tinyID() < other.tinyID() ? new Two(one, other, accounts) : new Two(other, one, accounts);
        }

        @Override
        public String type() {
            return low.tinyID() == SystemAccount.TINY_ID ? Types.CONV_SYSTEM : Types.CONV_C2C;
        }

        @Override
        public Account user(long tinyID) {
            return tinyID == low.tinyID() ? low : tinyID == high.tinyID() ? high : Parties.user(accounts, tinyID);
        }

        @Override
        public String to(long sender) {
            return (sender == low.tinyID() ? high : low).userID();
        }

        @Override
        public String nameFor(@Nullable Account participant) {
            if (type().equals(Types.CONV_SYSTEM)) {
                return Types.CONV_SYSTEM;
            }
            var peer = participant != null && participant.tinyID() == low.tinyID() ? high : low;
            return Types.CONV_C2C + peer.userID();
        }

        @Override
        public long counter(StoredMessage message) {
            return message.sender() == low.tinyID() ? message.unreadHigh() : message.unreadLow();
        }

        List<Account> audience() {
            return low.tinyID() == high.tinyID() ? List.of(low) : List.of(low, high);
        }
    }

    /// The members of a group or topic.
    record Members(Rooms.Room room, Accounts accounts) implements Parties {
        @Override
        public String type() {
            return Types.CONV_GROUP;
        }

        @Override
        public Account user(long tinyID) {
            return Parties.user(accounts, tinyID);
        }

        @Override
        public String to(long sender) {
            return room.groupID();
        }

        @Override
        public String nameFor(@Nullable Account participant) {
            return Types.CONV_GROUP + room.groupID();
        }

        @Override
        public long counter(StoredMessage message) {
            return message.unreadHigh();
        }

        @Override
        public void expect(Collection<StoredMessage> messages) {
            accounts.byTinyID(
                    messages.stream().map(StoredMessage::sender).distinct().toList());
        }
    }
}
