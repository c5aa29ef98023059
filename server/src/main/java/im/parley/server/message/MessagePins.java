package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Nothing;
import im.parley.protocol.group.ListPinned;
import im.parley.protocol.group.MessagePinned;
import im.parley.protocol.group.PinMessage;
import im.parley.protocol.group.PinnedMessage;
import im.parley.protocol.message.UserInfo;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Frame;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Messages that stay in view of a group's members.
public final class MessagePins {
    private final Jdbi jdbi;
    private final Views views;
    private final Accounts accounts;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;

    public MessagePins(Jdbi jdbi, Views views, Accounts accounts, Settings settings, Fanout fanout, Clock clock) {
        this.jdbi = jdbi;
        this.views = views;
        this.accounts = accounts;
        this.settings = settings;
        this.fanout = fanout;
        this.clock = clock;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(PinMessage.class, this::pin).on(ListPinned.class, this::list);
    }

    private View view(Caller caller, String groupID) {
        var view = views.find(caller, new ConversationId.Group(groupID))
                .orElseThrow(() -> ErrorCode.GROUP_NOT_FOUND.because("group " + Check.quote(groupID)));
        if (view.isLive()) { // settled 21
            throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                    "group " + Check.quote(groupID) + " is a live room, of which no message is stored");
        }
        return view;
    }

    Nothing pin(Caller caller, PinMessage request) {
        var view = view(caller, request.groupID());
        var room = ((Parties.Members) view.parties()).room();
        if (!room.managed()) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("only the owner and admins of the group may pin messages");
        }
        var changed = jdbi.inTransaction(handle -> {
            handle.execute("SELECT FROM conversation WHERE id = ? FOR NO KEY UPDATE", view.conversation());
            var message = MessageChanges.find(handle, view, request.id());
            if (message == null || message.receivers() != null || message.isRevoked() && request.isPinned()) {
                throw missing(request.id(), request.groupID());
            }
            var isNews = request.isPinned() ? insert(handle, caller, message) : delete(handle, message);
            return isNews ? new Changed(message, views.rooms().reach(handle, room, message.sequence())) : null;
        });
        if (changed != null) {
            var me = accounts.get(caller.userID());
            var push = new MessagePinned(
                    request.groupID(),
                    view.show(changed.message(), WireMessages.ANYBODY),
                    request.isPinned(),
                    new UserInfo(me.userID(), me.nick(), me.avatar()));
            fanout.publish(List.of(new Envelope(
                    new Address.Group(room.audience()),
                    Envelope.PUSH,
                    null,
                    Frame.pushText(push),
                    new Envelope.Reach(room.version(), changed.reach()))));
        }
        return Nothing.INSTANCE;
    }

    private static ChatException missing(MessageId id, String groupID) {
        return ErrorCode.MESSAGE_NOT_FOUND.because(
                "there is no message " + id.text() + " for all in group " + Check.quote(groupID));
    }

    /// @return whether it was not pinned
    private boolean insert(Handle handle, Caller caller, StoredMessage message) {
        var isNew = handle.createUpdate("""
                        INSERT INTO message_pin (conversation_id, sequence, pinner, pinned_at)
                        VALUES (:conversation, :sequence, :pinner, :now)
                        ON CONFLICT (conversation_id, sequence) DO NOTHING
                        """)
                        .bind("conversation", message.conversation())
                        .bind("sequence", message.sequence())
                        .bind("pinner", caller.tinyID())
                        .bind("now", clock.millis())
                        .execute()
                == 1;
        int most = settings.get(AppSettings.MAX_PINNED_MESSAGES);
        if (isNew && count(handle, message.conversation()) > most) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "the group has " + most + " pinned messages, expected one to be taken off first");
        }
        return isNew;
    }

    /// Those that were revoked, or are no longer kept, count no more.
    private static int count(Handle handle, long conversation) {
        return handle.createQuery("""
                        SELECT count(*) FROM message_pin p
                        JOIN message m ON m.conversation_id = p.conversation_id AND m.sequence = p.sequence
                        WHERE p.conversation_id = :conversation AND m.revoker IS NULL
                        """)
                .bind("conversation", conversation)
                .mapTo(Integer.class)
                .one();
    }

    /// @return whether it was pinned
    private static boolean delete(Handle handle, StoredMessage message) {
        return handle.createUpdate(
                                "DELETE FROM message_pin WHERE conversation_id = :conversation AND sequence = :sequence")
                        .bind("conversation", message.conversation())
                        .bind("sequence", message.sequence())
                        .execute()
                == 1;
    }

    ListPinned.Result list(Caller caller, ListPinned request) {
        var view = view(caller, request.groupID());
        var rows = jdbi.withHandle(handle -> view.bind(handle.createQuery(
                        "SELECT p.pinner, " + StoredMessage.COLUMNS + """
                                 FROM message_pin p
                                JOIN message m ON m.conversation_id = p.conversation_id AND m.sequence = p.sequence
                                WHERE m.revoker IS NULL AND m.time >= :since AND""" + " " + View.VISIBLE + """
                                ORDER BY p.pinned_at DESC, p.sequence DESC
                                """))
                .bind("since", view.since())
                .map((row, context) -> new Pin(row.getLong(1), StoredMessage.of(row, 2)))
                .list());
        var pinners =
                accounts.byTinyID(rows.stream().map(Pin::pinner).distinct().toList());
        view.parties().expect(rows.stream().map(Pin::message).toList());
        return new ListPinned.Result(rows.stream()
                .map(pin -> new PinnedMessage(view.show(pin.message()), info(pinners.get(pin.pinner()))))
                .toList());
    }

    private static UserInfo info(@Nullable Account account) {
        return account == null
                ? new UserInfo("", "", "")
                : new UserInfo(account.userID(), account.nick(), account.avatar());
    }

    /// @param reach see [Rooms#reach]
    private record Changed(StoredMessage message, long reach) {}

    private record Pin(long pinner, StoredMessage message) {}
}
