package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.Operation;
import im.parley.protocol.message.AddReaction;
import im.parley.protocol.message.GetReactions;
import im.parley.protocol.message.ListReactionUsers;
import im.parley.protocol.message.ReactionState;
import im.parley.protocol.message.ReactionsUpdated;
import im.parley.protocol.message.RemoveReaction;
import im.parley.protocol.message.UserInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Reactions to messages. Confined to the chat's executor.
final class Reactions {
    static final String GATE = "message.reactions";

    private final Link link;
    private final Self self;
    private final Emitter emitter;
    private final ChangeNews changes;
    private final Duration timeout;
    private final Recent<Long> known = new Recent<>(); // the newest change of each reaction that was told of

    Reactions(Link link, Self self, Emitter emitter, ChangeNews changes, Duration timeout) {
        this.link = link;
        this.self = self;
        this.emitter = emitter;
        this.changes = changes;
        this.timeout = timeout;
    }

    CompletableFuture<Void> add(Message message, String reactionID) {
        return change(message, new AddReaction(conversation(message), message.messageId(), reactionID));
    }

    CompletableFuture<Void> remove(Message message, String reactionID) {
        return change(message, new RemoveReaction(conversation(message), message.messageId(), reactionID));
    }

    private CompletableFuture<Void> change(Message message, Operation<ReactionState> operation) {
        self.checkEnabled(GATE);
        return link.call(operation, timeout).thenAccept(state -> {
            changes.know(message.conversationID(), state.change());
            updated(message.messageId(), state);
        });
    }

    CompletableFuture<List<MessageReactions>> get(List<Message> messages, int maxUserCount) {
        self.checkEnabled(GATE);
        var ids = messages.stream().map(Message::messageId).toList();
        return link.call(new GetReactions(conversation(messages.getFirst()), ids, maxUserCount), timeout)
                .thenApply(result -> result.resultList().stream()
                        .map(ofMessage -> new MessageReactions(
                                ofMessage.id().text(),
                                ofMessage.reactionList().stream()
                                        .map(reaction -> new Reaction(
                                                reaction.reactionID(),
                                                reaction.totalUserCount(),
                                                reaction.reactedByMyself(),
                                                users(reaction.partialUserList())))
                                        .toList()))
                        .toList());
    }

    CompletableFuture<ReactionUserList> users(Message message, String reactionID, long nextSeq, int count) {
        self.checkEnabled(GATE);
        var page = new ListReactionUsers(conversation(message), message.messageId(), reactionID, nextSeq, count);
        return link.call(page, timeout)
                .thenApply(result ->
                        new ReactionUserList(users(result.userList()), result.nextSeq(), result.isCompleted()));
    }

    /// Somebody else, or another instance of the user, went into one or out of it.
    void updated(ReactionsUpdated push) {
        changes.pushed(
                push.conversationID(), List.of(push.reaction().change()), () -> updated(push.id(), push.reaction()));
    }

    private void updated(MessageId id, ReactionState state) {
        var told = known.of(id.text());
        if (told.getOrDefault(state.reactionID(), 0L) >= state.change()) {
            return; // something newer came before it
        }
        told.put(state.reactionID(), state.change());
        var reaction = new Reaction(
                state.reactionID(),
                state.userIDList().size(),
                state.userIDList().contains(self.userID()),
                users(state.partialUserList()));
        emitter.emit(Events.MESSAGE_REACTIONS_UPDATED, new Events.ReactionsUpdated(id.text(), List.of(reaction)));
    }

    private static ConversationId conversation(Message message) {
        return ConversationId.parse(message.conversationID());
    }

    private static List<MessageUser> users(List<UserInfo> infos) {
        return infos.stream().map(MessageUser::of).toList();
    }
}
