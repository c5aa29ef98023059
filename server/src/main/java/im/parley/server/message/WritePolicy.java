package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.server.users.Account;
import java.util.Collection;
import java.util.Map;

/// Who may write to whom, as the features above the log know it. Asked once per batch on the writer thread,
/// so answers come from memory and ask the database for what is not there at most once.
@FunctionalInterface
public interface WritePolicy {
    /// Everybody may write to everybody.
    WritePolicy EVERYBODY = sends -> Map.of();

    /// @param sends never to oneself
    /// @return what becomes of those that may not be delivered; the others are left out
    Map<Send, Verdict> check(Collection<Send> sends);

    /// A C2C message on its way.
    record Send(Account sender, Account receiver) {}

    /// What becomes of a message that may not be delivered.
    sealed interface Verdict {
        /// The sender is told.
        record Refused(ChatException why) implements Verdict {}

        /// The sender is told that all went well.
        record Swallowed() implements Verdict {}
    }
}
