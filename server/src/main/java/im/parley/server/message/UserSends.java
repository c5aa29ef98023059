package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.SendMessage;
import im.parley.server.message.AskedSends.Decision;
import im.parley.server.message.ContentPolicy.Later;
import im.parley.server.message.ContentPolicy.Post;
import im.parley.server.message.ContentPolicy.Soon;
import im.parley.server.message.ContentPolicy.Verdict;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Outbox;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of a user's messages to the log: by way of the app's back end, which may change them, and then of
/// moderation. Sends of one instance keep their order, also where some of them wait for an answer.
final class UserSends {
    private static final Logger log = LoggerFactory.getLogger(UserSends.class);

    private final MessageLog messages;
    private final AskedSends asked;
    private final ContentPolicy policy;
    private final SendOrder order = new SendOrder();

    UserSends(MessageLog messages, AskedSends asked, ContentPolicy policy) {
        this.messages = messages;
        this.asked = asked;
        this.policy = policy;
    }

    /// On the event loop; never blocks.
    ///
    /// @throws ChatException see [SendMessage]
    void send(Caller caller, Draft draft, SendMessage request, Append.Outcome outcome) {
        boolean isWaiting = order.isWaiting(draft.exceptInstance());
        boolean isAsked = asked.asksAbout(draft);
        if (!isAsked && !policy.isOn() && !isWaiting) {
            asked.append(draft, caller, outcome);
            return;
        }
        var way = isAsked
                ? asked.ask(draft, caller).thenCompose(decision -> moderate(decision, request))
                : moderate(new Decision.Goes(draft), request);
        if (way.isDone() && !isWaiting) {
            settle(caller, way.join(), outcome);
        } else {
            wait(caller, draft, way, outcome);
        }
    }

    /// The end of a message's way.
    private sealed interface End {
        record Verdicted(Draft draft, Verdict verdict) implements End {}

        record Denied(Draft draft, WritePolicy.Verdict verdict) implements End {}
    }

    private CompletableFuture<End> moderate(Decision decision, SendMessage request) {
        return switch (decision) {
            case Decision.Denied(var draft, var verdict) ->
                CompletableFuture.completedFuture(new End.Denied(draft, verdict));
            case Decision.Goes(var draft) ->
                switch (policy.check(post(draft, request))) {
                    case Verdict verdict -> CompletableFuture.completedFuture(new End.Verdicted(draft, verdict));
                    case Soon(var soon) -> soon.thenApply(verdict -> new End.Verdicted(draft, verdict));
                };
        };
    }

    private static Post post(Draft draft, SendMessage request) {
        var control = request.messageControlInfo();
        boolean isExcluded = control != null
                && control.excludedFromContentModeration()
                && !request.onlineUserOnly(); // sendMessage#5
        return new Post(
                draft.from(), draft.type(), draft.payload(), request.customModerationConfigurationID(), isExcluded);
    }

    private void wait(Caller caller, Draft draft, CompletableFuture<End> way, Append.Outcome outcome) {
        order.after(draft.exceptInstance(), way, () -> {
            try {
                settle(caller, way.join(), outcome);
            } catch (ChatException refused) {
                outcome.refused(refused);
            } catch (RuntimeException failed) {
                log.error("a message cannot be stored", failed);
                outcome.refused(ErrorCode.MESSAGE_INTERNAL_ERROR.because("the message cannot be stored"));
            }
        });
    }

    private void settle(Caller caller, End end, Append.Outcome outcome) {
        switch (end) {
            case End.Denied(var draft, var verdict) -> messages.deny(draft, verdict, outcome);
            case End.Verdicted(var draft, Verdict.Refused(var why)) ->
                messages.deny(draft, new WritePolicy.Verdict.Refused(why), asked.followed(draft, caller, outcome));
            case End.Verdicted(var draft, Verdict.Passed(var payload, var later)) ->
                asked.append(
                        draft.moderated(payload, later != null),
                        caller,
                        later == null ? outcome : new Unreviewed(outcome, later));
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
                later.stored(append.conversation, position.sequence(), append.firstVersion());
            }
        }

        @Override
        public void refused(ChatException why) {
            outcome.refused(why);
        }
    }
}
