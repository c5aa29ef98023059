package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.server.message.SendHook.Response.Allowed;
import im.parley.server.message.SendHook.Response.Denied;
import im.parley.server.message.SendHook.Sending;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Outbox;
import java.util.concurrent.CompletableFuture;

/// Asks the app's back end about messages on their way to the log, and lets it hear what became of them. Safe for use
/// by many threads.
final class AskedSends {
    private final MessageLog messages;
    private final SendHook hook;
    private final MessageRewrites rewrites;

    AskedSends(MessageLog messages, SendHook hook, MessageRewrites rewrites) {
        this.messages = messages;
        this.hook = hook;
        this.rewrites = rewrites;
    }

    /// Whether the back end is asked about it.
    boolean asksAbout(Draft draft) {
        return hook.asks(draft.toRoom());
    }

    /// Never blocks.
    ///
    /// @return completes within a short time, never with an exception
    CompletableFuture<Decision> ask(Draft draft, Caller caller) {
        return hook.ask(sending(draft, caller)).thenApply(answer -> switch (answer) {
            case Allowed(var content, var custom) when content == null && custom == null -> new Decision.Goes(draft);
            case Allowed(var content, var custom) -> new Decision.Goes(draft.rewritten(content, custom));
            case Denied(var verdict) -> new Decision.Denied(draft, verdict);
        });
    }

    /// What becomes of a message, as far as the back end decides.
    sealed interface Decision {
        /// @param draft perhaps with another content
        record Goes(Draft draft) implements Decision {}

        record Denied(Draft draft, WritePolicy.Verdict verdict) implements Decision {}
    }

    /// Stores what may go; the back end hears of it.
    ///
    /// @throws ChatException see [MessageLog#append]
    void append(Draft draft, Caller caller, Append.Outcome outcome) {
        messages.append(draft, followed(draft, caller, outcome));
    }

    /// The outcome, told also to who follows the message.
    Append.Outcome followed(Draft draft, Caller caller, Append.Outcome outcome) {
        var told = Flags.isRewritten(draft.flags()) ? new Rewritten(outcome, rewrites) : outcome;
        return hook.hears(draft.toRoom()) && !Flags.isUntold(draft.flags())
                ? new Heard(told, hook, sending(draft, caller))
                : told;
    }

    private static Sending sending(Draft draft, Caller caller) {
        return new Sending(
                draft.id(),
                draft.from(),
                draft.to(),
                draft.toRoom(),
                draft.onlineOnly(),
                new Content(draft.type(), draft.payload()),
                draft.cloudCustomData(),
                draft.atUserList(),
                caller.terminal());
    }

    /// When everybody has the message, its sender is told what it says now.
    private record Rewritten(Append.Outcome outcome, MessageRewrites rewrites) implements Append.Outcome {
        @Override
        public void stored(Append append, Position position, Outbox outbox) {
            outcome.stored(append, position, outbox);
        }

        @Override
        public void told(Append append, Position position) {
            rewrites.told(append, position, () -> outcome.told(append, position));
        }

        @Override
        public void refused(ChatException why) {
            outcome.refused(why);
        }
    }

    private record Heard(Append.Outcome outcome, SendHook hook, Sending sending) implements Append.Outcome {
        @Override
        public void stored(Append append, Position position, Outbox outbox) {
            if (position.sequence() > 0) {
                hook.stored(sending); // before the log is read behind it
            }
            outcome.stored(append, position, outbox);
        }

        @Override
        public void told(Append append, Position position) {
            outcome.told(append, position);
            if (append.passes()) {
                hook.passed(sending, position.time());
            }
        }

        @Override
        public void refused(ChatException why) {
            outcome.refused(why);
            hook.failed(sending, why);
        }
    }
}
