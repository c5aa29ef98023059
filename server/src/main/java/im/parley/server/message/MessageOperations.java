package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.message.CatchUpMessages;
import im.parley.protocol.message.DeleteMessages;
import im.parley.protocol.message.HopMessages;
import im.parley.protocol.message.ListMessages;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.ModifyMessage;
import im.parley.protocol.message.RevokeMessage;
import im.parley.protocol.message.SendMessage;
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
        table.on(ListMessages.class, history::list);
        table.on(HopMessages.class, history::hop);
        table.on(CatchUpMessages.class, history::catchUp);
        table.on(RevokeMessage.class, revocation::revoke);
        table.on(ModifyMessage.class, modification::modify);
        table.on(DeleteMessages.class, deletion::delete);
    }

    private void send(Caller caller, SendMessage request, Reply reply) {
        var draft = checks.draft(caller, request, files);
        sends.send(caller, draft, request, new Append.Outcome() {
            @Override
            public void stored(Append append, Position position, Outbox outbox) {
                var result = new SendMessage.Result(
                        position.sequence(), position.time() / MILLIS, draft.toRoom() ? position.unreadCounter() : 0);
                reply.succeed(outbox, MessageText.of(result));
            }

            @Override
            public void refused(ChatException why) {
                reply.fail(why);
            }
        });
    }
}
