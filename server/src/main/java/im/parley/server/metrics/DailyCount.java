package im.parley.server.metrics;

/// What is known of an app's day. The names are stored.
public enum DailyCount {
    // counted by the nodes as it happens
    SIGN_INS,
    GROUPS_MADE,
    GROUPS_DISMISSED,
    MEMBERS_JOINED,
    MEMBERS_LEFT,
    FRIENDSHIPS_BEGUN,
    FRIENDSHIPS_ENDED,
    CALLBACKS,
    CALLBACKS_ANSWERED,
    // read from what is stored
    MESSAGES_TO_USERS,
    MESSAGES_INTO_GROUPS,
    ACCOUNTS_MADE,
    // those who did something, each once
    USERS,
    USERS_SIGNED_IN,
    SENDERS,
    SENDERS_TO_USERS,
    SENDERS_INTO_GROUPS,
    GROUPS_WRITTEN_IN,
    // how many there were
    MOST_ONLINE,
    ACCOUNTS,
    GROUPS
}
