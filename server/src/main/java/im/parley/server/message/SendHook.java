package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.MessageId;
import im.parley.server.operation.Terminal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who is asked about messages before they are stored and hears what became of them, as webhooks above the log know
/// it. What is stored is not told here: it is in the log, for [LogFollower]s. Safe for use by many threads.
public interface SendHook {
    /// Asked nothing, told nothing.
    SendHook NOBODY = new SendHook() {
        @Override
        public boolean asks(boolean toRoom) {
            return false;
        }

        @Override
        public boolean hears(boolean toRoom) {
            return false;
        }

        @Override
        public CompletableFuture<Response> ask(Sending sending) {
            return CompletableFuture.completedFuture(new Response.Allowed(null, null));
        }

        @Override
        public void stored(Sending sending) {}

        @Override
        public void passed(Sending sending, long time) {}

        @Override
        public void failed(Sending sending, ChatException why) {}
    };

    /// Whether messages to groups and topics, or those to users, are asked about. All that a send costs while they
    /// are not.
    boolean asks(boolean toRoom);

    /// Whether anybody hears what becomes of them.
    boolean hears(boolean toRoom);

    /// Never blocks.
    ///
    /// @return completes within a short time, never with an exception
    CompletableFuture<Response> ask(Sending sending);

    /// It is in the log. Must not block, like the following.
    void stored(Sending sending);

    /// It was told to who is online, and is not stored.
    ///
    /// @param time milliseconds since 1970
    void passed(Sending sending, long time);

    /// It was not sent.
    void failed(Sending sending, ChatException why);

    /// A message on its way.
    ///
    /// @param to the C2C peer's userID, or the groupID
    /// @param toRoom whether `to` is a group or topic
    /// @param terminal what it came from
    record Sending(
            MessageId id,
            String from,
            String to,
            boolean toRoom,
            boolean isOnlineOnly,
            Content content,
            @Nullable String cloudCustomData,
            @Nullable List<String> atUserList,
            Terminal terminal) {}

    sealed interface Response {
        /// @param content what it is to say instead; null: what it says
        /// @param cloudCustomData in place of its own; null: its own
        record Allowed(@Nullable Content content, @Nullable String cloudCustomData) implements Response {}

        /// @param verdict what becomes of it
        record Denied(WritePolicy.Verdict verdict) implements Response {}
    }
}
