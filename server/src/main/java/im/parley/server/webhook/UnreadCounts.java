package im.parley.server.webhook;

/// How much of what others wrote to a user is unread, as the conversations above know it. Blocks.
@FunctionalInterface
public interface UnreadCounts {
    /// Unread messages of all C2C conversations.
    ///
    /// @param tinyID account number
    long ofUser(long tinyID);
}
