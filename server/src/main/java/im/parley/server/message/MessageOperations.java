package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.Limits;
import im.parley.protocol.message.CatchUpMessages;
import im.parley.protocol.message.DeleteMessages;
import im.parley.protocol.message.HopMessages;
import im.parley.protocol.message.ListMessages;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.ModifyMessage;
import im.parley.protocol.message.RevokeMessage;
import im.parley.protocol.message.SendMessage;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.operation.Outbox;
import im.parley.server.operation.Reply;
import java.util.function.Consumer;

/// The operations on messages.
public final class MessageOperations {
    private static final long MILLIS = 1000;

    private final UserSends sends;
    private final MessageChecks checks;
    private final MessageHistory history;
    private final MessageRevocation revocation;
    private final MessageModification modification;
    private final MessageDeletion deletion;
    private final Consumer<MediaPayload> files;
    private final CallRate c2cHistory = historyRate("C2C");
    private final CallRate groupHistory = historyRate("groups");

    /// @param hook who is asked about messages and hears of them
    /// @param policy what messages may say
    /// @param files throws a [ChatException] for a payload that names others than uploaded files; must not
    ///     block
    public MessageOperations(
            MessageLog log,
            SendHook hook,
            MessageRewrites rewrites,
            ContentPolicy policy,
            MessageChecks checks,
            MessageHistory history,
            MessageRevocation revocation,
            MessageModification modification,
            MessageDeletion deletion,
            Consumer<MediaPayload> files) {
        this.sends = new UserSends(log, new AskedSends(log, hook, rewrites), policy);
        this.checks = checks;
        this.history = history;
        this.revocation = revocation;
        this.modification = modification;
        this.deletion = deletion;
        this.files = files;
    }

    public void addTo(OperationTable.Builder table) {
        table.onEventLoop(SendMessage.class, SendMessageReader::read, this::send);
        table.on(ListMessages.class, this::list);
        table.on(HopMessages.class, this::hop);
        table.on(CatchUpMessages.class, history::catchUp);
        table.on(RevokeMessage.class, revocation::revoke);
        table.on(ModifyMessage.class, modification::modify);
        table.on(DeleteMessages.class, deletion::delete);
    }

    private static CallRate historyRate(String kind) {
        return CallRate.perSecond("history of " + kind, Limits.HISTORY_PULLS_PER_SECOND);
    }

    private ListMessages.Result list(Caller caller, ListMessages request) {
        rateOf(request.conversationID()).take(caller);
        return history.list(caller, request);
    }

    private HopMessages.Result hop(Caller caller, HopMessages request) {
        rateOf(request.conversationID()).take(caller);
        return history.hop(caller, request);
    }

    /// As the SDKs count: each kind of conversations for itself (`general#9`).
    private CallRate rateOf(ConversationId conversation) {
        return conversation instanceof ConversationId.Group ? groupHistory : c2cHistory;
    }

    private void send(Caller caller, SendMessage request, Reply reply) {
        var draft = checks.draft(caller, request, files);
        sends.send(caller, draft, request, new Append.Outcome() {
            @Override
            public void stored(Append append, Position position, Outbox outbox) {
                var result = new SendMessage.Result(
                        position.sequence(),
                        position.time() / MILLIS,
                        draft.toRoom() ? position.unreadCounter() : 0,
                        append.lacksReceipts());
                reply.succeed(outbox, MessageText.of(result));
            }

            @Override
            public void refused(ChatException why) {
                reply.fail(why);
            }
        });
    }
}
