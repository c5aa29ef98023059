package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.operation.Frame;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The timelines of groups and topics, for those who keep these: each change of who may write or read takes
/// the head's lock, raises its version and may leave a tip in the log, all in one transaction. So a tip
/// stands exactly where the change happened.
public final class RoomTimelines {
    private static final long MILLIS = 1000;

    private final Accounts accounts;
    private final LogFollower follower;
    private final Clock clock;

    /// @param follower hears of tips
    public RoomTimelines(Accounts accounts, LogFollower follower, Clock clock) {
        this.accounts = accounts;
        this.follower = follower;
        this.clock = clock;
    }

    /// A timeline's head.
    ///
    /// @param counter messages so far that count as unread
    public record Head(long conversation, long lastSequence, long counter, long version) {}

    /// Begins a timeline.
    public Head begin(Handle handle) {
        return handle.createQuery("""
                        INSERT INTO conversation (low_user, high_user, version) VALUES (NULL, NULL, 1)
                        RETURNING id, last_sequence, unread_high, version
                        """)
                .map((row, context) -> new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one();
    }

    /// Locks a timeline until the transaction ends.
    public Optional<Head> lock(Handle handle, long conversation) {
        return handle.createQuery("""
                        SELECT id, last_sequence, unread_high, version FROM conversation WHERE id = :id
                        FOR NO KEY UPDATE
                        """)
                .bind("id", conversation)
                .map((row, context) -> new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .findOne();
    }

    /// Raises the version of a locked timeline: who is in or what they may do has changed.
    public Head raise(Handle handle, Head head) {
        return handle.createQuery("""
                        UPDATE conversation SET version = version + 1 WHERE id = :id
                        RETURNING id, last_sequence, unread_high, version
                        """)
                .bind("id", head.conversation())
                .map((row, context) -> new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one();
    }

    /// Heads as they are now; unknown ones are left out.
    public static Map<Long, Head> heads(Handle handle, Collection<Long> conversations) {
        return handle.createQuery("""
                        SELECT id, last_sequence, unread_high, version FROM conversation WHERE id = ANY (:ids)
                        """)
                .bind("ids", conversations.toArray(Long[]::new))
                .map((row, context) -> new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .collect(Collectors.toMap(Head::conversation, head -> head));
    }

    /// Makes users take part from now on, with nothing unread.
    ///
    /// @param seesEarlier whether they may read what was written before
    public void enter(Handle handle, Head head, Collection<Long> tinyIDs, boolean seesEarlier) {
        handle.createUpdate("""
                        INSERT INTO participant (tiny_id, conversation_id, read_sequence, read_counter, cleared_sequence,
                            entered_sequence)
                        SELECT tiny_id, :conversation, :sequence, :counter, :cleared, :sequence FROM unnest(:users) AS u (tiny_id)
                        ON CONFLICT (tiny_id, conversation_id) DO UPDATE
                        SET read_sequence = EXCLUDED.read_sequence, read_counter = EXCLUDED.read_counter,
                            cleared_sequence = greatest(participant.cleared_sequence, EXCLUDED.cleared_sequence),
                            entered_sequence = EXCLUDED.entered_sequence
                        """)
                .bind("conversation", head.conversation())
                .bind("sequence", head.lastSequence())
                .bind("counter", head.counter())
                .bind("cleared", seesEarlier ? 0 : head.lastSequence())
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
    }

    /// Makes users take part no more: the timeline is off their list.
    public void leave(Handle handle, long conversation, Collection<Long> tinyIDs) {
        handle.createUpdate("DELETE FROM participant WHERE conversation_id = :conversation AND tiny_id = ANY (:users)")
                .bind("conversation", conversation)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
    }

    /// Ends a timeline: its messages go, too.
    public void end(Handle handle, long conversation) {
        for (var table :
                List.of(
                "message",
                "message_deletion",
                "message_extension",
                "message_pin",
                "message_reaction",
                "participant")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE conversation_id = :id")
                    .bind("id", conversation)
                    .execute();
        }
        handle.createUpdate("DELETE FROM conversation WHERE id = :id")
                .bind("id", conversation)
                .execute();
    }

    /// A message that the system wrote into a locked timeline, or told a live room.
    ///
    /// @param reach who gets it; null: who is in the live room now
    public record Tip(Message message, Envelope.@Nullable Reach reach, long conversation) {
        /// The push for everybody who is in.
        public Envelope toMembers(@Nullable String exceptInstance) {
            if (reach == null) {
                return new Envelope(new Address.Room(conversation), Envelope.PUSH, exceptInstance, push());
            }
            var talk = new Envelope.Talk(conversation, SystemAccount.TINY_ID, false, Set.of());
            return new Envelope(new Address.Group(conversation), Envelope.PUSH, exceptInstance, push(), reach, talk);
        }

        /// The push for one user who is not reached as a member yet.
        ///
        /// @param exceptInstance of that user; null: none
        public Envelope toUser(long tinyID, @Nullable String exceptInstance) {
            return new Envelope(new Address.User(tinyID), Envelope.PUSH, exceptInstance, push());
        }

        private byte[] push() {
            return Frame.pushText(new MessageReceived(message));
        }
    }

    /// Appends a message of the system; it counts as unread for nobody (settled 6).
    ///
    /// @param head locked
    public Tip append(Handle handle, Head head, String groupID, String type, RawJson payload) {
        long now = clock.millis();
        var random = ThreadLocalRandom.current().nextInt();
        var stored = handle.createQuery("WITH head AS (" + """
                            UPDATE conversation
                            SET last_sequence = last_sequence + 1, last_time = greatest(last_time, :now),
                                shown_sequence = last_sequence + 1,
                                shown_order = greatest(shown_order + 1, :now * 1000)
                            WHERE id = :id
                            RETURNING last_sequence, last_time, unread_high
                        ), m AS (
                            INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low,
                                unread_high, flags, type, payload)
                            SELECT :id, last_sequence, :sender, :client, last_time, 0, unread_high, :flags, :type, :payload
                            FROM head RETURNING *
                        )
                        SELECT\s""" + StoredMessage.COLUMNS + " FROM m")
                .bind("id", head.conversation())
                .bind("now", now)
                .bind("sender", SystemAccount.TINY_ID)
                .bind("client", now / MILLIS << Integer.SIZE | Integer.toUnsignedLong(random))
                .bind("flags", Flags.TIP)
                .bind("type", type)
                .bind("payload", payload.toString())
                .map((row, context) -> StoredMessage.of(row, 1))
                .one();
        var parties = new Parties.Members(Rooms.Room.named(groupID), accounts);
        return new Tip(
                WireMessages.of(stored, parties, WireMessages.ANYBODY),
                new Envelope.Reach(head.version(), stored.sequence()),
                head.conversation());
    }

    /// A message of the system that a live room is told and nobody stores.
    public Tip pass(long conversation, String groupID, String type, RawJson payload) {
        long now = clock.millis();
        var id = new MessageId(
                SystemAccount.TINY_ID,
                now / MILLIS,
                Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()));
        var sender = accounts.get(SystemAccount.USER_ID);
        return new Tip(WireMessages.passing(id, sender, groupID, now, type, payload), null, conversation);
    }

    /// To be called after the commit of what was appended or ended.
    public void committed(long conversation) {
        follower.changed(conversation);
    }
}
