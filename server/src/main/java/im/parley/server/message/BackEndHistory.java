package im.parley.server.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.Message;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// History as back ends read it: of two users as one of them sees it, of groups and topics all there is.
public final class BackEndHistory {
    private static final long MILLIS = 1000;

    private final Jdbi jdbi;
    private final MessageStore store;
    private final Views views;
    private final Participants participants;
    private final UnaryOperator<String> addresses;

    /// @param addresses see [BackEndContents#write]
    public BackEndHistory(Jdbi jdbi, Views views, Participants participants, UnaryOperator<String> addresses) {
        this.jdbi = jdbi;
        this.store = new MessageStore(jdbi);
        this.views = views;
        this.participants = participants;
        this.addresses = addresses;
    }

    /// `MsgBody` of a message; empty for one that was taken back.
    public ArrayNode body(Message message) {
        return message.revocation() == null
                ? BackEndContents.write(new Content(message.type(), message.payload()), addresses)
                : ProtocolJson.mapper().createArrayNode();
    }

    /// Which messages of two users are wanted.
    ///
    /// @param from seconds since 1970, inclusive
    /// @param to seconds since 1970, inclusive
    /// @param before only what was sent before this one; null: the newest
    public record Window(long from, long to, @Nullable MessageKey before, int count) {}

    /// @param isRead whether its receiver has read it
    public record Read(Message message, boolean isRead) {}

    /// @param messages oldest first
    /// @param isComplete whether there are no older ones in the window
    public record Page(List<Read> messages, boolean isComplete) {}

    /// The newest messages of a window.
    ///
    /// @param owner who may see them
    public Page ofPair(Account owner, Account peer, Window window) {
        var caller = new Administrator(owner.tinyID(), owner.userID());
        return views.find(caller, new ConversationId.C2C(peer.userID()))
                .map(view -> ofPair(view, window))
                .orElse(new Page(List.of(), true));
    }

    private Page ofPair(View view, Window window) {
        long first = store.firstSince(view.conversation(), window.from() * MILLIS);
        long end = store.firstSince(view.conversation(), (window.to() + 1) * MILLIS);
        if (window.before() != null) {
            end = Math.min(end, window.before().sequence());
        }
        var rows = store.newestFirst(view, first - 1, end, window.count() + 1);
        var page = rows.subList(0, Math.min(window.count(), rows.size())).reversed();
        var timeline = participants.find(view.viewer(), view.conversation());
        long mine = timeline.map(Timeline::readSequence).orElse(0L);
        long peers = timeline.map(Timeline::peerReadSequence).orElse(0L);
        var read = new ArrayList<Read>();
        for (var row : page) {
            read.add(new Read(view.show(row), row.sequence() <= (row.sender() == view.viewer() ? peers : mine)));
        }
        return new Page(read, rows.size() <= window.count());
    }

    /// A place in a group.
    ///
    /// @param message null: it is no longer there
    public record Place(long sequence, @Nullable Message message) {}

    /// @param places newest first
    /// @param isLast whether it reaches down to the first place of all
    public record Places(List<Place> places, boolean isLast) {}

    /// A stretch of a group or topic. Nothing is stored of a live room.
    ///
    /// @param upTo the last place; null: the newest
    /// @param count how many places; those that were taken back are among them only if they are wanted
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND]
    public Places ofRoom(Administrator admin, String room, @Nullable Long upTo, int count, boolean withRevoked) {
        var view = views.ofRoom(admin, room);
        long newest =
                jdbi.withHandle(handle -> MessageFeed.heads(handle, List.of(view.conversation()))).values().stream()
                        .mapToLong(MessageFeed.Head::lastSequence)
                        .findFirst()
                        .orElse(0);
        long last = upTo == null ? newest : Math.min(upTo, newest);
        List<Place> places;
        do { // all of a stretch may be taken back: who pages needs a place to go on from
            long first = Math.max(1, last - count + 1);
            places = places(view, first, last, withRevoked);
            last = places.isEmpty() ? standing(view, first) : first - 1;
        } while (places.isEmpty() && last > 0);
        return new Places(places, last == 0);
    }

    /// The newest place before this one whose message was not taken back; 0: there is none.
    private long standing(View view, long before) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT sequence FROM message
                        WHERE conversation_id = :conversation AND sequence < :before AND revoker IS NULL
                        ORDER BY sequence DESC LIMIT 1
                        """)
                .bind("conversation", view.conversation())
                .bind("before", before)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    private List<Place> places(View view, long first, long last, boolean withRevoked) {
        var rows = store.everything(view, first, last);
        var messages = new HashMap<Long, Message>();
        view.show(rows).forEach(message -> messages.put(message.sequence(), message));
        var places = new ArrayList<Place>();
        for (long sequence = last; sequence >= first; sequence--) {
            var message = messages.get(sequence);
            if (message == null || message.revocation() == null || withRevoked) {
                places.add(new Place(sequence, message));
            }
        }
        return places;
    }
}
