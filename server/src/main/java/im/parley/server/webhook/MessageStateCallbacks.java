package im.parley.server.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.Receipts;
import im.parley.server.message.ChangeListener;
import im.parley.server.message.MessageKey;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Accounts;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Tells the back end of messages that were taken back, and in groups of read receipts.
public final class MessageStateCallbacks implements ChangeListener {
    private static final Receipts NONE = new Receipts(0, 0, 0);

    private final Callbacks callbacks;
    private final GroupKinds groupKinds;
    private final UnreadCounts unread;
    private final Accounts accounts;

    public MessageStateCallbacks(Callbacks callbacks, GroupKinds groupKinds, UnreadCounts unread, Accounts accounts) {
        this.callbacks = callbacks;
        this.groupKinds = groupKinds;
        this.unread = unread;
        this.accounts = accounts;
    }

    @Override
    public void revoked(Caller by, Supplier<List<Message>> messages) {
        if (!callbacks.isOn(CallbackCommand.AFTER_C2C_RECALL) && !callbacks.isOn(CallbackCommand.AFTER_GROUP_RECALL)) {
            return;
        }
        var revoked = messages.get();
        switch (revoked.getFirst().conversationType()) {
            case Types.CONV_GROUP -> tellRecalled(by, revoked.getFirst().to(), revoked);
            case Types.CONV_C2C -> revoked.forEach(message -> tellRecalled(by, message));
            default -> {} // what the system tells users is not theirs
        }
    }

    private void tellRecalled(Caller by, String room, List<Message> messages) {
        callbacks.tell(CallbackCommand.AFTER_GROUP_RECALL, by.terminal(), groupID(room), body -> {
            addRoom(body, room);
            body.put("Operator_Account", by.userID());
            var list = body.putArray("MsgSeqList");
            messages.forEach(message -> list.addObject().put("MsgSeq", message.sequence()));
        });
    }

    private void tellRecalled(Caller by, Message message) {
        callbacks.tell(
                CallbackCommand.AFTER_C2C_RECALL,
                by.terminal(),
                message.from(),
                body -> body.put("From_Account", message.from())
                        .put("To_Account", message.to())
                        .put("MsgKey", MessageKey.of(message))
                        .put(
                                "UnreadMsgNum",
                                unread.ofUser(accounts.get(message.to()).tinyID())));
    }

    @Override
    public void receipted(Caller reader, Supplier<List<Message>> messages) {
        if (!callbacks.isOn(CallbackCommand.AFTER_GROUP_RECEIPT)) {
            return;
        }
        var read = messages.get();
        if (!read.getFirst().conversationType().equals(Types.CONV_GROUP)) {
            return;
        }
        var room = read.getFirst().to();
        callbacks.tell(CallbackCommand.AFTER_GROUP_RECEIPT, reader.terminal(), groupID(room), body -> {
            addRoom(body, room);
            var list = body.putArray("GroupMsgReceiptList");
            for (var message : read) {
                var receipts = Objects.requireNonNullElse(message.receipts(), NONE);
                var one = list.addObject()
                        .put("MsgSeq", message.sequence())
                        .put("ReadNum", receipts.count())
                        .put("UnreadNum", receipts.unread());
                Callbacks.addEach(one, "ReadReceiptMembers", "Member_Account", List.of(reader.userID()));
            }
        });
    }

    private void addRoom(ObjectNode body, String room) {
        var groupID = groupID(room);
        body.put("GroupId", groupID).put("Type", groupKinds.type(groupID).orElse(""));
        if (TopicIds.isTopic(room)) {
            body.put("TopicId", room);
        }
    }

    private static String groupID(String room) {
        return TopicIds.isTopic(room) ? TopicIds.community(room) : room;
    }
}
