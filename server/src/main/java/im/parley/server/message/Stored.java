package im.parley.server.message;

import im.parley.protocol.ChatException;

/// What became of a draft.
sealed interface Stored {
    Append append();

    /// It was taken: its sender is told where it stands.
    sealed interface Taken extends Stored {
        Position position();
    }

    /// It is in the log now.
    record Fresh(Append append, Position position) implements Taken {}

    /// It passed the log by, in its turn: whoever is online is told.
    record Passed(Append append, Position position) implements Taken {}

    /// Nobody gets it, but its sender is not to know.
    record Dropped(Append append, Position position) implements Taken {}

    /// It was in the log already.
    ///
    /// @param announce whether receivers may not have heard of it
    record Retry(Append append, Position position, boolean announce) implements Taken {}

    /// It is not in the log.
    record Refused(Append append, ChatException why) implements Stored {}
}
