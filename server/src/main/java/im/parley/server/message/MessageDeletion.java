package im.parley.server.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.DeleteMessages;
import im.parley.server.message.MessageChanges.Pick;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.users.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Deleting messages for oneself.
public final class MessageDeletion {
    /// One call a second, and a tenth for a client whose calls reach the server in other steps than it made them.
    private static final Duration PACE = Duration.ofMillis(900);

    private final Jdbi jdbi;
    private final Views views;
    private final Participants participants;
    private final Cache<Long, DeleteMessages> recent =
            Caffeine.newBuilder().expireAfterWrite(PACE).build();

    public MessageDeletion(Jdbi jdbi, Views views, Participants participants) {
        this.jdbi = jdbi;
        this.views = views;
        this.participants = participants;
    }

    DeleteMessages.Result delete(Caller caller, DeleteMessages request) {
        if (request.conversationID() instanceof ConversationId.System) {
            throw ErrorCode.CANNOT_DELETE_GRP_SYSTEM_NOTICE.because("notices of the system cannot be deleted");
        }
        checkPace(caller, request);
        return views.find(caller, request.conversationID())
                .map(view -> {
                    if (view.isLive()) { // deleteMessage#5
                        throw ErrorCode.AV_MESSAGE_NOT_DELETABLE.because("nothing is stored of a live room");
                    }
                    jdbi.useTransaction(handle -> delete(handle, view, request.idList()));
                    return new DeleteMessages.Result(participants
                            .find(view.viewer(), view.conversation())
                            .map(timeline -> timeline.lastMessage(view))
                            .orElse(null));
                })
                .orElse(new DeleteMessages.Result(null));
    }

    /// Hides what a back end had a user write from that user.
    void hide(Caller sender, ConversationId conversation, List<MessageId> ids) {
        views.find(sender, conversation).ifPresent(view -> jdbi.useTransaction(handle -> delete(handle, view, ids)));
    }

    /// Deletes what a back end names from the history of one of two users.
    ///
    /// @return what is not there
    List<MessageKey> delete(Administrator owner, Account peer, List<MessageKey> keys) {
        return views.find(owner, new ConversationId.C2C(peer.userID()))
                .map(view -> jdbi.inTransaction(handle -> {
                    var missing = new ArrayList<MessageKey>();
                    var ids = new ArrayList<MessageId>();
                    for (var key : keys) {
                        var message = Pick.at(key.sequence()).find(handle, view);
                        if (message != null && key.names(message)) {
                            ids.add(Draft.id(message.sender(), message.clientId()));
                        } else {
                            missing.add(key);
                        }
                    }
                    delete(handle, view, ids);
                    return List.copyOf(missing);
                }))
                .orElse(keys);
    }

    private void checkPace(Caller caller, DeleteMessages request) {
        var last = recent.asMap().putIfAbsent(caller.tinyID(), request);
        if (last != null && !last.equals(request)) {
            throw ErrorCode.OVER_FREQUENCY_LIMIT.because("messages may be deleted once a second, up to 30 at once");
        }
    }

    /// Purged messages and those that never were are gone already.
    private static void delete(Handle handle, View view, List<MessageId> ids) {
        handle.createUpdate("""
                        WITH gone AS (
                            SELECT m.sequence FROM unnest(:senders, :clients) AS k (sender, client_id)
                            JOIN message m ON m.conversation_id = :conversation
                                AND m.sender = k.sender AND m.client_id = k.client_id
                        ), deleted AS (
                            INSERT INTO message_deletion (conversation_id, tiny_id, sequence)
                            SELECT :conversation, :viewer, sequence FROM gone
                            ON CONFLICT DO NOTHING
                        )
                        UPDATE participant SET deleted_sequence = greatest(deleted_sequence, gone.newest)
                        FROM (SELECT max(sequence) AS newest FROM gone) AS gone
                        WHERE tiny_id = :viewer AND conversation_id = :conversation AND gone.newest IS NOT NULL
                        """)
                .bind("viewer", view.viewer())
                .bind("conversation", view.conversation())
                .bind("senders", ids.stream().map(MessageId::senderTinyID).toArray(Long[]::new))
                .bind("clients", ids.stream().map(Draft::clientId).toArray(Long[]::new))
                .execute();
    }
}
