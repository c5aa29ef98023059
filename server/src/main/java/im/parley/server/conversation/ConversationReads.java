package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.conversation.ConversationRead;
import im.parley.protocol.conversation.ConversationsRead;
import im.parley.protocol.conversation.ReadConversation;
import im.parley.protocol.conversation.ReadConversations;
import im.parley.protocol.message.MessageReadByPeer;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.ReadPositions;
import im.parley.server.message.ReadPositions.Read;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Marks conversations as read, and tells who is concerned.
final class ConversationReads {
    private static final long MILLIS = 1000;

    private final ReadPositions positions;
    private final ConversationLookup lookup;
    private final Accounts accounts;
    private final Fanout fanout;
    private final ReadCallbacks callbacks;
    private final CallRate rate = CallRate.perSecond("conversation.readAll", 1); // general#9

    ConversationReads(
            ReadPositions positions,
            ConversationLookup lookup,
            Accounts accounts,
            Fanout fanout,
            ReadCallbacks callbacks) {
        this.positions = positions;
        this.lookup = lookup;
        this.accounts = accounts;
        this.fanout = fanout;
        this.callbacks = callbacks;
    }

    ReadConversation.Result read(Caller caller, ReadConversation request) {
        var id = request.conversationID();
        var read = lookup.find(caller, id)
                .flatMap(conversation -> positions.read(caller.tinyID(), conversation, request.sequence()))
                .orElseThrow(() -> ConversationLookup.notFound(id));
        if (read.moved()) {
            fanout.toUser(caller.tinyID(), caller.instanceID(), told(id, read));
            tellPeer(caller, id, read);
            if (id instanceof ConversationId.C2C(var peer)) {
                callbacks.tell(caller, Map.of(peer, read));
            }
        }
        return new ReadConversation.Result(read.sequence(), read.counter());
    }

    ReadConversations.Result readAll(Caller caller, ReadConversations request) {
        rate.take(caller);
        var ids = new HashMap<Long, ConversationId>();
        var upTo = new HashMap<Long, Long>();
        for (var position : request.positionList()) {
            lookup.find(caller, position.conversationID()).ifPresent(timeline -> {
                ids.put(timeline, position.conversationID());
                upTo.put(timeline, position.sequence());
            });
        }
        var readList = new ArrayList<ConversationRead>();
        var moved = new ArrayList<ConversationRead>();
        var readOfPeers = new HashMap<String, Read>();
        positions.read(caller.tinyID(), upTo).forEach((timeline, read) -> {
            var id = ids.get(timeline);
            if (id != null) {
                readList.add(told(id, read));
                if (read.moved()) {
                    moved.add(told(id, read));
                    tellPeer(caller, id, read);
                    if (id instanceof ConversationId.C2C(var peer)) {
                        readOfPeers.put(peer, read);
                    }
                }
            }
        });
        callbacks.tell(caller, readOfPeers);
        if (!moved.isEmpty()) {
            fanout.toUser(caller.tinyID(), caller.instanceID(), new ConversationsRead(moved));
        }
        return new ReadConversations.Result(readList);
    }

    /// Leaves the newest messages that others wrote into a group unread and no more; see [ReadPositions#leave].
    /// Nothing happens where nothing counts as unread.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#MEMBER_NOT_IN_GRP]
    void leave(Caller caller, String groupID, int messages) {
        var room = lookup.room(caller, groupID)
                .orElseThrow(() -> ErrorCode.MEMBER_NOT_IN_GRP.because(
                        "user \"" + caller.userID() + "\" is not in group \"" + groupID + '"'));
        if (room.countsUnread()) {
            positions
                    .leave(caller.tinyID(), room.conversation(), messages)
                    .ifPresent(read ->
                            fanout.toUser(caller.tinyID(), null, told(new ConversationId.Group(groupID), read)));
        }
    }

    private static ConversationRead told(ConversationId id, Read read) {
        return new ConversationRead(id.text(), read.sequence(), read.counter());
    }

    private void tellPeer(Caller caller, ConversationId id, Read read) {
        if (id instanceof ConversationId.C2C(var peer)) {
            fanout.toUser(
                    accounts.findEver(peer)
                            .orElseThrow(() -> Accounts.unknown(peer))
                            .tinyID(),
                    null,
                    new MessageReadByPeer(
                            new ConversationId.C2C(caller.userID()).text(), read.sequence(), read.time() / MILLIS));
        }
    }
}
