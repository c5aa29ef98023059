package im.parley.server.push;

import im.parley.protocol.push.PushVendor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who brings notifications to phones. Safe for use by many threads; blocks.
interface PushProvider extends AutoCloseable {
    /// Whose phones it reaches.
    boolean reaches(PushVendor vendor);

    /// Brings notifications to phones.
    ///
    /// @return what became of each, by its place in the list
    List<Outcome> send(List<Delivery> deliveries);

    @Override
    void close();

    /// A notification on its way to one phone.
    ///
    /// @param app SDKAppID
    /// @param id the same whenever it is tried again
    /// @param isCall rings like a call
    /// @param badge number on the app's icon; null: it stays as it is
    /// @param about what it is of
    record Delivery(
            int app,
            String id,
            Device device,
            Notification notification,
            boolean isCall,
            @Nullable Integer badge,
            About about) {}

    /// The message that a notification is of.
    ///
    /// @param userID of who is told
    /// @param conversationID as the one who is told calls it
    /// @param from userID of the sender
    /// @param time seconds since 1970
    record About(String userID, String conversationID, String from, String messageID, long sequence, long time) {
        /// For the app that is opened. Google keeps the name `from` for itself.
        Map<String, String> entries() {
            return Map.of("conversationID", conversationID, "sender", from, "messageID", messageID);
        }
    }

    /// What became of a notification.
    sealed interface Outcome {}

    /// The vendor has it.
    record Sent() implements Outcome {}

    /// There is no such phone any more.
    record Gone() implements Outcome {}

    /// The vendor does not want it, now or later.
    record Refused(String why) implements Outcome {}

    /// It may go better later.
    record Failed(String why) implements Outcome {}
}
