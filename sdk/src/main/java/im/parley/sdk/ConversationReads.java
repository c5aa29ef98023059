package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ReadConversations;
import im.parley.protocol.conversation.ReadPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/// Marks all conversations as read.
final class ConversationReads {
    private static final Set<String> SCOPES =
            Set.of(Types.READ_ALL_MSG, Types.READ_ALL_C2C_MSG, Types.READ_ALL_GROUP_MSG);

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Link link;
    private final ConversationBook book;
    private final Conversations conversations;
    private final GroupBook groups;
    private final ToLongFunction<String> knownSequence;
    private final Duration timeout;
    private final RateLimit rate = new RateLimit("setAllMessageRead", 1, Duration.ofSeconds(1), System::nanoTime);

    /// @param knownSequence the newest sequence of a conversation up to which all messages are here
    ConversationReads(
            SerialExecutor work,
            Readiness readiness,
            Link link,
            ConversationBook book,
            Conversations conversations,
            GroupBook groups,
            ToLongFunction<String> knownSequence,
            Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.link = link;
        this.book = book;
        this.conversations = conversations;
        this.groups = groups;
        this.knownSequence = knownSequence;
        this.timeout = timeout;
    }

    CompletableFuture<Void> setAllMessageRead(String scope) {
        return readiness.guard(() -> {
            Params.that(scope != null && SCOPES.contains(scope), "scope", scope, "a READ_ALL_ value");
            return work.answer(() -> readAll(scope));
        });
    }

    private CompletableFuture<Void> readAll(String scope) {
        var positions = new ArrayList<ReadPosition>();
        for (var state : book.states()) {
            if (!isMeant(state, scope) || state.isRead()) {
                continue;
            }
            if (state.isLeft()) {
                book.change(state.conversationID, ConversationState::readAll);
            } else {
                var upTo = Math.max(knownSequence.applyAsLong(state.conversationID), state.newestSequence());
                positions.add(new ReadPosition(ConversationId.parse(state.conversationID), upTo));
            }
        }
        if (positions.isEmpty()) {
            return CompletableFuture.completedFuture(null); // setAllMessageRead#3
        }
        rate.take();
        // more than one call names are not on a list
        var some = positions.subList(0, Math.min(positions.size(), Limits.READ_CONVERSATIONS));
        return link.call(new ReadConversations(some), timeout)
                .thenAccept(result -> result.readList().forEach(conversations::read));
    }

    private boolean isMeant(ConversationState state, String scope) {
        return switch (state.type) {
            case Types.CONV_C2C -> !scope.equals(Types.READ_ALL_GROUP_MSG);
            case Types.CONV_GROUP ->
                !scope.equals(Types.READ_ALL_C2C_MSG)
                        && !groups.typeOf(state.toAccount()).equals(Types.GRP_COMMUNITY); // setAllMessageRead#1
            default -> false;
        };
    }
}
