package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.RawJson;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What messages may say, as moderation above the log knows it. Asked on event loops: answers at once or says
/// that it takes longer. Safe for use by many threads.
public interface ContentPolicy {
    /// Everything may be said.
    ContentPolicy ANYTHING = new ContentPolicy() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Answer check(Post post) {
            return new Verdict.Passed(post.payload(), null);
        }
    };

    /// Whether anything is looked at at all. All that a send costs while moderation is off.
    boolean isOn();

    Answer check(Post post);

    /// What somebody wants to say.
    ///
    /// @param from userID
    /// @param type a `MSG_…` value
    /// @param payload checked against its type
    /// @param configurationID names rules of its own; null: none (`create#7`)
    /// @param isExcluded not to be looked at by what the sender may exclude (`sendMessage#17`)
    record Post(
            String from,
            String type,
            RawJson payload,
            @Nullable String configurationID,
            boolean isExcluded) {}

    sealed interface Answer {}

    /// The verdict comes within a short time, whatever happens.
    record Soon(CompletableFuture<Verdict> verdict) implements Answer {}

    sealed interface Verdict extends Answer {
        /// It may go out.
        ///
        /// @param payload to be sent: the same, or without what may not be said
        /// @param later null: that is final; else it goes out unreviewed
        record Passed(RawJson payload, @Nullable Later later) implements Verdict {}

        /// @param why told to the sender
        record Refused(ChatException why) implements Verdict {}
    }

    /// A review that is still under way.
    interface Later {
        /// The message is stored and everybody has been told of it; must not block.
        ///
        /// @param version of the message that was reviewed
        void stored(long conversation, long sequence, int version);
    }
}
