package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.operation.Frame;
import im.parley.server.users.Accounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
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
    /// Tables with a row for a message, or some.
    static final List<String> OF_MESSAGES =
            List.of("message", "message_deletion", "message_extension", "message_pin", "message_reaction");

    /// SQL: what `u.tiny_id` cleared and deleted for themselves before they left a timeline, null for nothing.
    private static final String BEFORE = """
            SELECT
                (SELECT h.sequence FROM cleared_history h
                    WHERE h.conversation_id = %1$s AND h.tiny_id = u.tiny_id) AS cleared,
                (SELECT max(d.sequence) FROM message_deletion d
                    WHERE d.conversation_id = %1$s AND d.tiny_id = u.tiny_id) AS deleted
            """;

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
    /// @param lastTime of the last message, milliseconds since 1970; 0: there was none
    /// @param counter messages so far that count as unread
    /// @param cleared nobody sees anything up to this sequence
    public record Head(long conversation, long lastSequence, long lastTime, long counter, long version, long cleared) {
        private static final String COLUMNS = "id, last_sequence, last_time, unread_high, version, cleared_sequence";

        static Head of(ResultSet row) throws SQLException {
            return new Head(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
        }
    }

    /// Begins a timeline.
    public Head begin(Handle handle) {
        return handle.createQuery("INSERT INTO conversation (low_user, high_user, version) VALUES (NULL, NULL, 1)"
                        + " RETURNING " + Head.COLUMNS)
                .map((row, context) -> Head.of(row))
                .one();
    }

    /// Begins the timeline of a topic.
    ///
    /// @param community locked
    public Head beginTopic(Handle handle, Head community) {
        return handle.createQuery("INSERT INTO conversation (low_user, high_user, version, community)"
                        + " VALUES (NULL, NULL, :version, :community) RETURNING " + Head.COLUMNS)
                .bind("version", community.version())
                .bind("community", community.conversation())
                .map((row, context) -> Head.of(row))
                .one();
    }

    /// Locks a timeline until the transaction ends.
    public Optional<Head> lock(Handle handle, long conversation) {
        return handle.createQuery("SELECT " + Head.COLUMNS + " FROM conversation WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", conversation)
                .map((row, context) -> Head.of(row))
                .findOne();
    }

    /// Raises the version of a locked timeline: who is in or what they may do has changed.
    public Head raise(Handle handle, Head head) {
        return handle.createQuery(
                        "UPDATE conversation SET version = version + 1 WHERE id = :id RETURNING " + Head.COLUMNS)
                .bind("id", head.conversation())
                .map((row, context) -> Head.of(row))
                .one();
    }

    /// Locks the timelines of a community's topics and gives them its version. In the order in which those
    /// who write lock them, and after the community's own.
    public void raiseTopics(Handle handle, Head community) {
        handle.createUpdate("""
                        WITH topics AS (
                            SELECT id FROM conversation WHERE community = :community ORDER BY id FOR NO KEY UPDATE
                        )
                        UPDATE conversation c SET version = :version FROM topics WHERE c.id = topics.id
                        """)
                .bind("community", community.conversation())
                .bind("version", community.version())
                .execute();
    }

    /// Heads as they are now; unknown ones are left out.
    public static Map<Long, Head> heads(Handle handle, Collection<Long> conversations) {
        return handle.createQuery("SELECT " + Head.COLUMNS + " FROM conversation WHERE id = ANY (:ids)")
                .bind("ids", conversations.toArray(Long[]::new))
                .map((row, context) -> Head.of(row))
                .collect(Collectors.toMap(Head::conversation, head -> head));
    }

    /// When users last wrote into a timeline, milliseconds since 1970; who has not is left out. It is the message
    /// with their newest client time: the index of exactly-once leads to it, however much they wrote.
    public static Map<Long, Long> lastSent(Handle handle, long conversation, Collection<Long> senders) {
        return handle.createQuery("""
                        SELECT u.tiny_id, m.time FROM unnest(:users) AS u (tiny_id) CROSS JOIN LATERAL (
                            SELECT time FROM message WHERE conversation_id = :conversation AND sender = u.tiny_id
                            ORDER BY client_id DESC LIMIT 1) m
                        """)
                .bind("conversation", conversation)
                .bind("users", senders.toArray(Long[]::new))
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Makes users take part from now on, with nothing unread.
    ///
    /// @param seesEarlier whether they may read what was written before
    public void enter(Handle handle, Head head, Collection<Long> tinyIDs, boolean seesEarlier) {
        handle.createUpdate("""
                        INSERT INTO participant (tiny_id, conversation_id, read_sequence, read_counter, cleared_sequence,
                            deleted_sequence, entered_sequence)
                        SELECT u.tiny_id, :conversation, :sequence, :counter, greatest(:cleared, before.cleared),
                            coalesce(before.deleted, 0), :sequence
                        FROM unnest(:users) AS u (tiny_id) CROSS JOIN LATERAL (%s) AS before
                        ON CONFLICT (tiny_id, conversation_id) DO UPDATE
                        SET read_sequence = EXCLUDED.read_sequence, read_counter = EXCLUDED.read_counter,
                            cleared_sequence = greatest(participant.cleared_sequence, EXCLUDED.cleared_sequence),
                            entered_sequence = EXCLUDED.entered_sequence
                        """.formatted(BEFORE.formatted(":conversation")))
                .bind("conversation", head.conversation())
                .bind("sequence", head.lastSequence())
                .bind("counter", head.counter())
                .bind("cleared", seesEarlier ? head.cleared() : head.lastSequence())
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
    }

    /// The same in a community's topics, which are locked. Where nothing is written yet, nobody needs a row:
    /// those who have none have seen nothing and may see all.
    public void enterTopics(Handle handle, long community, Collection<Long> tinyIDs, boolean seesEarlier) {
        handle.createUpdate("""
                        INSERT INTO participant (tiny_id, conversation_id, read_sequence, read_counter, cleared_sequence,
                            deleted_sequence, entered_sequence)
                        SELECT u.tiny_id, c.id, c.last_sequence, c.unread_high,
                            CASE WHEN :earlier THEN coalesce(before.cleared, 0) ELSE c.last_sequence END,
                            coalesce(before.deleted, 0), c.last_sequence
                        FROM conversation c CROSS JOIN unnest(:users) AS u (tiny_id) CROSS JOIN LATERAL (%s) AS before
                        WHERE c.community = :community AND c.last_sequence > 0
                        """.formatted(BEFORE.formatted("c.id")))
                .bind("community", community)
                .bind("earlier", seesEarlier)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
    }

    /// Makes users take part no more: the timeline is off their list, and so are its topics.
    public void leave(Handle handle, long conversation, Collection<Long> tinyIDs) {
        handle.createUpdate("""
                        DELETE FROM participant WHERE tiny_id = ANY (:users) AND conversation_id IN (
                            SELECT :conversation UNION ALL SELECT id FROM conversation WHERE community = :conversation)
                        """)
                .bind("conversation", conversation)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
    }

    /// Ends a timeline and its topics: their messages go, too.
    ///
    /// @return those that ended
    public List<Long> endAll(Handle handle, long conversation) {
        var topics = handle.createQuery("SELECT id FROM conversation WHERE community = :id ORDER BY id FOR UPDATE")
                .bind("id", conversation)
                .mapTo(Long.class)
                .list();
        var ended = new ArrayList<>(topics);
        ended.add(conversation);
        ended.forEach(timeline -> end(handle, timeline));
        return ended;
    }

    /// Ends a timeline: its messages go, too.
    public void end(Handle handle, long conversation) {
        var tables = new ArrayList<String>();
        tables.add("history_clearing"); // first, as who clears it locks it
        tables.addAll(OF_MESSAGES);
        tables.addAll(List.of("participant", "cleared_history"));
        for (var table : tables) {
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
    /// @param audience see [Rooms.Room#audience]; or the live room
    public record Tip(Message message, Envelope.@Nullable Reach reach, long audience, long timeline) {
        /// Whether it stands in a topic, which is no conversation of its community.
        public boolean isOfTopic() {
            return timeline != audience;
        }

        /// The push for everybody who is in.
        public Envelope toMembers(@Nullable String exceptInstance) {
            if (reach == null) {
                return new Envelope(new Address.Room(audience), Envelope.PUSH, exceptInstance, push());
            }
            var talk = new Envelope.Talk(timeline, audience, SystemAccount.TINY_ID, false, Set.of());
            return new Envelope(new Address.Group(audience), Envelope.PUSH, exceptInstance, push(), reach, talk);
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
        return append(handle, room(head, head.conversation(), groupID), type, payload);
    }

    /// The same in a locked topic.
    public Tip appendToTopic(Handle handle, Head head, long community, String topicID, String type, RawJson payload) {
        return append(handle, room(head, community, topicID), type, payload);
    }

    private static Rooms.Room room(Head head, long audience, String name) {
        return new Rooms.Room(head.conversation(), audience, name, head.version(), "", false, false, 0, 0);
    }

    private Tip append(Handle handle, Rooms.Room room, String type, RawJson payload) {
        long now = clock.millis();
        var random = ThreadLocalRandom.current().nextInt();
        var stored = LockedAppend.append(
                handle,
                new LockedAppend.Row(
                        room.conversation(),
                        SystemAccount.TINY_ID,
                        now / MILLIS << Integer.SIZE | Integer.toUnsignedLong(random),
                        now,
                        Flags.TIP,
                        new Content(type, payload),
                        null,
                        null,
                        0,
                        0));
        return new Tip(
                WireMessages.of(stored, new Parties.Members(room, accounts), WireMessages.ANYBODY),
                new Envelope.Reach(room.version(), room.place(stored.sequence())),
                room.audience(),
                room.conversation());
    }

    /// A tip that a live room is told and nobody stores.
    public Tip pass(long conversation, String groupID, RawJson payload) {
        return pass(conversation, groupID, Types.CONV_GROUP, Types.MSG_GRP_TIP, payload);
    }

    /// A notice to who is in a live room, or to one of them, which nobody stores.
    ///
    /// @param to the groupID or userID
    public Tip passNotice(long conversation, String to, RawJson payload) {
        return pass(conversation, to, Types.CONV_SYSTEM, Types.MSG_GRP_SYS_NOTICE, payload);
    }

    private Tip pass(long conversation, String to, String conversationType, String type, RawJson payload) {
        long now = clock.millis();
        var id = new MessageId(
                SystemAccount.TINY_ID,
                now / MILLIS,
                Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()));
        var sender = accounts.get(SystemAccount.USER_ID);
        var message = WireMessages.passing(id, conversationType, sender, to, now, type, payload, Flags.TIP);
        return new Tip(message, null, conversation, conversation);
    }

    /// To be called after the commit of what was appended or ended.
    public void committed(long conversation) {
        follower.changed(conversation);
    }
}
