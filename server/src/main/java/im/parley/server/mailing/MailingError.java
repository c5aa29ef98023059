package im.parley.server.mailing;

import im.parley.protocol.ChatException;

/// What mailings, tags and attributes are refused with: numbers that only back ends meet.
public enum MailingError {
    TOO_MANY_ACCOUNTS(90018),
    TAG_TOO_LONG(90020),
    REPEATED_TAG(90022),
    TOO_SOON(90024),
    TOO_MANY_TAGS(90032),
    BAD_ATTRIBUTE(90033),
    /// A condition has both.
    TAGS_AND_ATTRIBUTES(90039),
    EMPTY_TAG(90040),
    DAILY_LIMIT(90047),
    ACCOUNT_UNKNOWN(90048);

    private final int number;

    MailingError(int number) {
        this.number = number;
    }

    /// @param message names the offending value and what was expected
    public ChatException because(String message) {
        return new ChatException(number, message);
    }
}
