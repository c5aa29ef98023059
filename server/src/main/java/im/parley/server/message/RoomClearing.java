package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Frame;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the history of a group away from everybody. First the head remembers how far, which holds for all who
/// come later, and `history_clearing` that it is to be done; then it goes from the members' views, and with that
/// from their unread counts; at last the messages go. Each step can be done again, and is done in portions, so
/// that others can go on writing meanwhile. The search index follows the head.
///
/// What a server that stops leaves undone another does, or the same after its restart.
public final class RoomClearing implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RoomClearing.class);
    private static final int MEMBERS_AT_ONCE = 1_000;
    private static final int MESSAGES_AT_ONCE = 1_000;

    /// Nobody else is at it when no portion was done for so long.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Administrator SYSTEM = new Administrator(SystemAccount.TINY_ID, SystemAccount.USER_ID);

    private final Jdbi jdbi;
    private final Views views;
    private final Fanout fanout;
    private final LogFollower follower;
    private final Clock clock;

    /// @param follower hears of what is cleared
    public RoomClearing(Jdbi jdbi, Views views, Fanout fanout, LogFollower follower, Clock clock) {
        this.jdbi = jdbi;
        this.views = views;
        this.fanout = fanout;
        this.follower = follower;
        this.clock = clock;
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
        var floor = jdbi.inTransaction(handle -> {
            var raised = raise(handle, view, upTo == null ? Long.MAX_VALUE : upTo);
            intend(handle, view, raised);
            return raised;
        });
        follower.changed(view.conversation());
        finish(view, floor);
    }

    private void finish(View view, Floor floor) {
        Place last = Place.START;
        while (last != null) {
            var after = last;
            last = jdbi.inTransaction(handle -> {
                atIt(handle, view);
                return hide(handle, view, floor, after);
            });
        }
        tell(view, floor);
        boolean isMore = true;
        while (isMore) {
            isMore = jdbi.inTransaction(handle -> {
                atIt(handle, view);
                return remove(handle, view, floor);
            });
        }
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM history_clearing WHERE conversation_id = :id AND sequence <= :sequence")
                .bind("id", view.conversation())
                .bind("sequence", floor.sequence())
                .execute());
    }

    /// Brings to an end what somebody began and nobody is at any more.
    @Override
    public void run() {
        for (var left : jdbi.withHandle(this::takeOver)) {
            try {
                var heads = jdbi.withHandle(handle -> MessageFeed.heads(handle, List.of(left.conversation())));
                Optional.ofNullable(heads.get(left.conversation()))
                        .flatMap(head -> views.ofConversation(SYSTEM, head))
                        .ifPresent(view -> finish(view, left));
            } catch (RuntimeException later) {
                LOG.warn("the history of timeline {} is cleared later", left.conversation(), later);
            }
        }
    }

    private void finish(View view, Left left) {
        var now = jdbi.inTransaction(handle -> raise(handle, view, left.sequence()));
        finish(view, new Floor(left.sequence(), left.counter(), now.version()));
    }

    /// What is still to be cleared.
    private record Left(long conversation, long sequence, long counter) {}

    private List<Left> takeOver(Handle handle) {
        long now = clock.millis();
        return handle.createQuery("""
                        UPDATE history_clearing SET worked_at = :now WHERE worked_at < :idle
                        RETURNING conversation_id, sequence, counter
                        """)
                .bind("now", now)
                .bind("idle", now - PATIENCE.toMillis())
                .map((row, context) -> new Left(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    private void intend(Handle handle, View view, Floor floor) {
        handle.createUpdate("""
                        INSERT INTO history_clearing AS c (conversation_id, sequence, counter, worked_at)
                        VALUES (:id, :sequence, :counter, :now)
                        ON CONFLICT (conversation_id) DO UPDATE
                        SET sequence = greatest(c.sequence, excluded.sequence),
                            counter = greatest(c.counter, excluded.counter), worked_at = excluded.worked_at
                        """)
                .bind("id", view.conversation())
                .bind("sequence", floor.sequence())
                .bind("counter", floor.counter())
                .bind("now", clock.millis())
                .execute();
    }

    private void atIt(Handle handle, View view) {
        handle.createUpdate("UPDATE history_clearing SET worked_at = :now WHERE conversation_id = :id")
                .bind("now", clock.millis())
                .bind("id", view.conversation())
                .execute();
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
