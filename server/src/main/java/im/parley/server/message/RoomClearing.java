package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Frame;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Takes the history of a group away from everybody. First the head remembers how far, which holds for all who
/// come later; then it goes from the members' views, and with that from their unread counts; at last the
/// messages go. Each step can be done again, and is done in portions, so that others can go on writing meanwhile.
public final class RoomClearing {
    private static final int MEMBERS_AT_ONCE = 1_000;
    private static final int MESSAGES_AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final Views views;
    private final Fanout fanout;

    public RoomClearing(Jdbi jdbi, Views views, Fanout fanout) {
        this.jdbi = jdbi;
        this.views = views;
        this.fanout = fanout;
    }

    /// How far it is cleared.
    ///
    /// @param counter how many messages up to there count as unread
    private record Floor(long sequence, long counter, long version) {}

    /// @param upTo sequence, cut to the newest; null: all
    void clear(Administrator admin, String groupID, @Nullable Long upTo) {
        var view = views.ofRoom(admin, groupID);
        if (view.isLive()) {
            throw ErrorCode.AV_MESSAGE_NOT_DELETABLE.because("nothing is stored of a live room");
        }
        var floor = jdbi.inTransaction(handle -> raise(handle, view, upTo == null ? Long.MAX_VALUE : upTo));
        Place last = Place.START;
        while (last != null) {
            var after = last;
            last = jdbi.inTransaction(handle -> hide(handle, view, floor, after));
        }
        tell(view, floor);
        boolean isMore = true;
        while (isMore) {
            isMore = jdbi.inTransaction(handle -> remove(handle, view, floor));
        }
    }

    private static Floor raise(Handle handle, View view, long upTo) {
        return handle.createQuery("""
                        UPDATE conversation c SET cleared_sequence = greatest(cleared_sequence, least(:upTo, last_sequence))
                        WHERE id = :id
                        RETURNING cleared_sequence, CASE WHEN cleared_sequence = last_sequence THEN unread_high
                            ELSE coalesce((SELECT m.unread_high FROM message m
                                WHERE m.conversation_id = c.id AND m.sequence = c.cleared_sequence), 0) END, version
                        """)
                .bind("upTo", upTo)
                .bind("id", view.conversation())
                .map((row, context) -> new Floor(row.getLong(1), row.getLong(2), row.getLong(3)))
                .findOne()
                .orElseThrow(() -> ErrorCode.GROUP_NOT_FOUND.because("the group has ended"));
    }

    /// A member's place in the order of coming.
    private record Place(long entered, long tinyID) {
        static final Place START = new Place(-1, 0);
    }

    /// @return where to go on; null: that was all
    private static @Nullable Place hide(Handle handle, View view, Floor floor, Place after) {
        var members = handle.createQuery("""
                        SELECT entered_sequence, tiny_id FROM participant
                        WHERE conversation_id = :id AND entered_sequence IS NOT NULL
                            AND (entered_sequence, tiny_id) > (:entered, :user)
                        ORDER BY entered_sequence, tiny_id LIMIT :limit
                        """)
                .bind("id", view.conversation())
                .bind("entered", after.entered())
                .bind("user", after.tinyID())
                .bind("limit", MEMBERS_AT_ONCE)
                .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
                .list();
        handle.createUpdate("""
                        UPDATE participant SET cleared_sequence = greatest(cleared_sequence, :sequence),
                            read_counter = greatest(read_counter, :counter)
                        WHERE conversation_id = :id AND tiny_id = ANY (:users)
                        """)
                .bind("sequence", floor.sequence())
                .bind("counter", floor.counter())
                .bind("id", view.conversation())
                .bind("users", members.stream().map(Place::tinyID).toArray(Long[]::new))
                .execute();
        return members.size() < MEMBERS_AT_ONCE ? null : members.getLast();
    }

    private void tell(View view, Floor floor) {
        var room = ((Parties.Members) view.parties()).room();
        fanout.publish(List.of(new Envelope(
                new Address.Group(room.audience()),
                Envelope.PUSH,
                null,
                Frame.pushText(new HistoryCleared(view.nameFor(null), floor.sequence(), floor.counter())),
                new Envelope.Reach(floor.version(), Long.MAX_VALUE))));
    }

    /// @return whether there was anything to remove
    private static boolean remove(Handle handle, View view, Floor floor) {
        long first = handle.createQuery("SELECT coalesce(min(sequence), 0) FROM message"
                        + " WHERE conversation_id = :id AND sequence <= :last")
                .bind("id", view.conversation())
                .bind("last", floor.sequence())
                .mapTo(Long.class)
                .one();
        if (first == 0) {
            return false;
        }
        for (var table : RoomTimelines.OF_MESSAGES) {
            handle.createUpdate("DELETE FROM " + table
                            + " WHERE conversation_id = :id AND sequence BETWEEN :first AND :last")
                    .bind("id", view.conversation())
                    .bind("first", first)
                    .bind("last", Math.min(first + MESSAGES_AT_ONCE - 1, floor.sequence()))
                    .execute();
        }
        return true;
    }
}
