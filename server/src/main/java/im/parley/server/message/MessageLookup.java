package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.message.Message;
import im.parley.server.users.Accounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Messages by their place, for those who have found places.
public final class MessageLookup {
    /// SQL: whether the message at `hit.conversation_id`, `hit.sequence` is there for the user `:viewer`,
    /// whose row of `participant` is joined as `me`.
    public static final String VISIBLE = """
            hit.sequence > me.cleared_sequence AND (hit.sequence > me.deleted_sequence OR NOT EXISTS (
                SELECT FROM message_deletion d
                WHERE d.conversation_id = hit.conversation_id AND d.tiny_id = :viewer AND d.sequence = hit.sequence))
            """;

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Rooms rooms;

    public MessageLookup(Jdbi jdbi, Accounts accounts, Rooms rooms) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.rooms = rooms;
    }

    /// The names that the viewer has for timelines they take part in; others are left out.
    ///
    /// @param viewer account number
    public Map<Long, ConversationId> names(long viewer, Collection<Long> conversations) {
        var names = new HashMap<Long, ConversationId>();
        parties(viewer, conversations).forEach((conversation, parties) -> {
            switch (parties) {
                case Parties.Two two -> {
                    if (two.low().tinyID() == viewer) {
                        names.put(
                                conversation, new ConversationId.C2C(two.high().userID()));
                    } else if (two.high().tinyID() == viewer) {
                        names.put(conversation, new ConversationId.C2C(two.low().userID()));
                    }
                }
                case Parties.Members members ->
                    names.put(
                            conversation,
                            new ConversationId.Group(members.room().groupID()));
            }
        });
        return names;
    }

    /// The messages at these places as they are now; those that were revoked or removed are left out.
    ///
    /// @param viewer account number of who gets them
    public Map<Place, Message> messages(long viewer, Collection<Place> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        var rows = jdbi.withHandle(handle -> handle.createQuery("SELECT " + StoredMessage.COLUMNS + """
                         FROM unnest(:conversations, :sequences) AS place (conversation, sequence)
                        JOIN message m ON m.conversation_id = place.conversation AND m.sequence = place.sequence
                        WHERE m.revoker IS NULL
                        """)
                .bind("conversations", places.stream().map(Place::conversation).toArray(Long[]::new))
                .bind("sequences", places.stream().map(Place::sequence).toArray(Long[]::new))
                .map((row, context) -> StoredMessage.of(row, 1))
                .list());
        var known = parties(
                viewer,
                rows.stream().map(StoredMessage::conversation).distinct().toList());
        var messages = new HashMap<Place, Message>();
        for (var row : rows) {
            var parties = known.get(row.conversation());
            if (parties != null) {
                messages.put(new Place(row.conversation(), row.sequence()), WireMessages.of(row, parties, viewer));
            }
        }
        return messages;
    }

    /// Groups that the viewer is not in are left out.
    private Map<Long, Parties> parties(long viewer, Collection<Long> conversations) {
        var heads = jdbi.withHandle(handle -> MessageFeed.heads(handle, conversations));
        var tinyIDs = new HashSet<Long>();
        for (var head : heads.values()) {
            if (!head.isRoom()) {
                tinyIDs.add(head.low());
                tinyIDs.add(head.high());
            }
        }
        var known = accounts.byTinyID(tinyIDs);
        var parties = new HashMap<Long, Parties>();
        for (var head : heads.values()) {
            var low = known.get(head.low());
            var high = known.get(head.high());
            if (low != null && high != null) {
                parties.put(head.conversation(), new Parties.Two(low, high, accounts));
            }
        }
        var groups = heads.values().stream()
                .filter(MessageFeed.Head::isRoom)
                .map(MessageFeed.Head::conversation)
                .toList();
        if (!groups.isEmpty()) {
            rooms.show(viewer, groups)
                    .forEach((conversation, group) -> parties.put(
                            conversation, new Parties.Members(Rooms.Room.named(group.groupID()), accounts)));
        }
        return parties;
    }

    /// Where a message stands.
    public record Place(long conversation, long sequence) {}
}
