package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.SendMessage;
import im.parley.server.message.ContentPolicy.Answer;
import im.parley.server.message.ContentPolicy.Later;
import im.parley.server.message.ContentPolicy.Post;
import im.parley.server.message.ContentPolicy.Soon;
import im.parley.server.message.ContentPolicy.Verdict;
import im.parley.server.operation.Outbox;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of a user's messages to the log by way of moderation. Sends of one instance keep their order, also
/// where some of them wait for a verdict.
final class ModeratedSends {
    private static final Logger log = LoggerFactory.getLogger(ModeratedSends.class);

    private final MessageLog messages;
    private final ContentPolicy policy;
    private final SendOrder order = new SendOrder();

    ModeratedSends(MessageLog messages, ContentPolicy policy) {
        this.messages = messages;
        this.policy = policy;
    }

    /// On the event loop; never blocks.
    ///
    /// @throws ChatException see [SendMessage]
    void send(Draft draft, SendMessage request, Append.Outcome outcome) {
        boolean isWaiting = order.isWaiting(draft.exceptInstance());
        if (!policy.isOn() && !isWaiting) {
            messages.append(draft, outcome);
            return;
        }
        switch (check(draft, request)) {
            case Verdict verdict when !isWaiting -> settle(draft, verdict, outcome);
            case Verdict verdict -> wait(draft, new Soon(CompletableFuture.completedFuture(verdict)), outcome);
            case Soon soon -> wait(draft, soon, outcome);
        }
    }

    private Answer check(Draft draft, SendMessage request) {
        var control = request.messageControlInfo();
        boolean isExcluded = control != null
                && control.excludedFromContentModeration()
                && !request.onlineUserOnly(); // sendMessage#5
        return policy.check(new Post(
                draft.from(), draft.type(), draft.payload(), request.customModerationConfigurationID(), isExcluded));
    }

    private void wait(Draft draft, Soon soon, Append.Outcome outcome) {
        order.after(draft.exceptInstance(), soon.verdict(), () -> {
            try {
                settle(draft, soon.verdict().join(), outcome);
            } catch (ChatException refused) {
                outcome.refused(refused);
            } catch (RuntimeException failed) {
                log.error("a message cannot be stored", failed);
                outcome.refused(ErrorCode.MESSAGE_INTERNAL_ERROR.because("the message cannot be stored"));
            }
        });
    }

    private void settle(Draft draft, Verdict verdict, Append.Outcome outcome) {
        switch (verdict) {
            case Verdict.Refused(var why) -> messages.refuse(draft, why, outcome);
            case Verdict.Passed(var payload, var later)
            when later == null -> messages.append(draft.moderated(payload, false), outcome);
            case Verdict.Passed(var payload, var later) ->
                messages.append(draft.moderated(payload, true), new Unreviewed(outcome, later));
        }
    }

    /// Tells the review, too, where the message stands: nobody is to hear of a verdict before the message.
    private record Unreviewed(Append.Outcome outcome, Later later) implements Append.Outcome {
        @Override
        public void stored(Append append, Position position, Outbox outbox) {
            outcome.stored(append, position, outbox);
        }

        @Override
        public void told(Append append, Position position) {
            outcome.told(append, position);
            if (position.sequence() > 0) {
                later.stored(append.conversation, position.sequence(), 0);
            }
        }

        @Override
        public void refused(ChatException why) {
            outcome.refused(why);
        }
    }
}
