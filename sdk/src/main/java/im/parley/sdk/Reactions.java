package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.Operation;
import im.parley.protocol.message.AddReaction;
import im.parley.protocol.message.GetReactions;
import im.parley.protocol.message.ListReactionUsers;
import im.parley.protocol.message.MissedReaction;
import im.parley.protocol.message.ReactionState;
import im.parley.protocol.message.ReactionsOfMessage;
import im.parley.protocol.message.ReactionsUpdated;
import im.parley.protocol.message.RemoveReaction;
import im.parley.protocol.message.UserInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reactions to messages. Confined to the chat's executor.
final class Reactions {
    static final String GATE = "message.reactions";

    private final Link link;
    private final Self self;
    private final Emitter emitter;
    private final ChangeNews changes;
    private final Duration timeout;
    private final Recent<Told> known = new Recent<>();

    /// What the app was told last of a reaction.
    private record Told(long change, int users) {
        static final Told NOTHING = new Told(0, 0);
    }

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
                .thenApply(result -> {
                    result.resultList().forEach(ofMessage -> note(ofMessage, result.change()));
                    return result.resultList().stream()
                            .map(ofMessage -> new MessageReactions(
                                    ofMessage.id().text(),
                                    ofMessage.reactionList().stream()
                                            .map(Reactions::shown)
                                            .toList()))
                            .toList();
                });
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
        if (known.of(id.text()).getOrDefault(state.reactionID(), Told.NOTHING).change() >= state.change()) {
            return; // something newer came before it
        }
        tell(
                id,
                state.change(),
                List.of(new Reaction(
                        state.reactionID(),
                        state.userIDList().size(),
                        state.userIDList().contains(self.userID()),
                        users(state.partialUserList()))));
    }

    private void tell(MessageId id, long change, List<Reaction> reactions) {
        var told = known.of(id.text());
        reactions.forEach(reaction -> told.put(reaction.reactionID(), new Told(change, reaction.totalUserCount())));
        if (!reactions.isEmpty()) {
            emitter.emit(
                    Events.MESSAGE_REACTIONS_UPDATED, new Events.ReactionsUpdated(id.text(), List.copyOf(reactions)));
        }
    }

    /// What is on a message that was changed while this chat was away.
    ///
    /// @param change of the message
    /// @param after the last one that was known before
    void missed(MessageId id, long change, long after, List<MissedReaction> now) {
        var told = known.of(id.text());
        var gone = new LinkedHashMap<>(told);
        var news = new ArrayList<Reaction>();
        for (var reaction : now) {
            var old = told.get(reaction.reaction().reactionID());
            gone.remove(reaction.reaction().reactionID());
            if (isChanged(reaction, old, change, after)) {
                news.add(shown(reaction.reaction()));
            }
        }
        gone.forEach((reactionID, old) -> {
            if (old.users() > 0 && old.change() < change) {
                news.add(new Reaction(reactionID, 0, false, List.of()));
            }
        });
        tell(id, change, news);
    }

    /// Whoever came is the newest; where nobody did, somebody may have gone.
    private static boolean isChanged(MissedReaction now, @Nullable Told old, long change, long after) {
        if (old == null) {
            return now.newest() > after;
        }
        return old.change() < change // else a push was faster
                && (now.newest() > old.change() || now.reaction().totalUserCount() != old.users());
    }

    /// What the app asked for itself.
    private void note(ReactionsOfMessage ofMessage, long change) {
        var told = known.of(ofMessage.id().text());
        told.replaceAll((reactionID, old) -> old.change() < change ? new Told(change, 0) : old);
        for (var reaction : ofMessage.reactionList()) {
            if (told.getOrDefault(reaction.reactionID(), Told.NOTHING).change() <= change) {
                told.put(reaction.reactionID(), new Told(change, reaction.totalUserCount()));
            }
        }
    }

    private static ConversationId conversation(Message message) {
        return ConversationId.parse(message.conversationID());
    }

    private static Reaction shown(im.parley.protocol.message.Reaction reaction) {
        return new Reaction(
                reaction.reactionID(),
                reaction.totalUserCount(),
                reaction.reactedByMyself(),
                users(reaction.partialUserList()));
    }

    private static List<MessageUser> users(List<UserInfo> infos) {
        return infos.stream().map(MessageUser::of).toList();
    }
}
