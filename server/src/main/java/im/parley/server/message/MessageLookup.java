package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.message.Message;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Messages by their place, for those who have found places.
public final class MessageLookup {
    /// SQL: whether the message at `hit.conversation_id`, `hit.sequence` is there for the user `:viewer`, whose
    /// row of `participant` is joined as `me`.
    public static final String VISIBLE = """
            hit.sequence > me.cleared_sequence AND (hit.sequence > me.deleted_sequence OR NOT EXISTS (
                SELECT FROM message_deletion d
                WHERE d.conversation_id = hit.conversation_id AND d.tiny_id = :viewer AND d.sequence = hit.sequence))
            """;

    private final Jdbi jdbi;
    private final Accounts accounts;

    public MessageLookup(Jdbi jdbi, Accounts accounts) {
        this.jdbi = jdbi;
        this.accounts = accounts;
    }

    /// The names that the viewer has for timelines they take part in; others are left out.
    ///
    /// @param viewer account number
    public Map<Long, ConversationId> names(long viewer, Collection<Long> conversations) {
        var users = users(conversations);
        var names = new HashMap<Long, ConversationId>();
        users.forEach((conversation, pair) -> {
            if (pair.low().tinyID() == viewer) {
                names.put(conversation, new ConversationId.C2C(pair.high().userID()));
            } else if (pair.high().tinyID() == viewer) {
                names.put(conversation, new ConversationId.C2C(pair.low().userID()));
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
        var users =
                users(rows.stream().map(StoredMessage::conversation).distinct().toList());
        var messages = new HashMap<Place, Message>();
        for (var row : rows) {
            var pair = users.get(row.conversation());
            if (pair != null) {
                messages.put(
                        new Place(row.conversation(), row.sequence()),
                        WireMessages.of(row, pair.low(), pair.high(), viewer));
            }
        }
        return messages;
    }

    private Map<Long, Users> users(Collection<Long> conversations) {
        var heads = jdbi.withHandle(handle -> MessageFeed.heads(handle, conversations));
        var tinyIDs = new HashSet<Long>();
        heads.values().forEach(head -> {
            tinyIDs.add(head.low());
            tinyIDs.add(head.high());
        });
        var known = accounts.byTinyID(tinyIDs);
        var users = new HashMap<Long, Users>();
        for (var head : heads.values()) {
            var low = known.get(head.low());
            var high = known.get(head.high());
            if (low != null && high != null) {
                users.put(head.conversation(), new Users(low, high));
            }
        }
        return users;
    }

    private record Users(Account low, Account high) {}

    /// Where a message stands.
    public record Place(long conversation, long sequence) {}
}
