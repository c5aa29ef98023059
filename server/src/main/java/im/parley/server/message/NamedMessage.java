package im.parley.server.message;

import im.parley.server.users.Account;

/// A message as back ends name it.
public sealed interface NamedMessage {
    /// What one user wrote to another.
    record InC2C(Account from, Account to, MessageKey key) implements NamedMessage {}

    /// @param room groupID or topicID
    record InRoom(String room, long sequence) implements NamedMessage {}
}
