package im.parley.server.message;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Each user's own view on the timelines they take part in: what is on their list, what they cleared and took off
/// it.
public final class Participants {
    /// The counter that concerns `me`, of a row of `conversation` or `message`.
    private static final String COUNTER =
            "CASE WHEN c.low_user = me.tiny_id THEN %1$s.unread_low ELSE %1$s.unread_high END";

    /// Counters of messages that would be unread for `me` but are revoked (`revokeMessage#7`) or, in a group,
    /// their own.
    private static final String UNCOUNTED = """
            SELECT array_agg(u.counter ORDER BY u.counter) FROM (
                SELECT %1$s AS counter FROM message m
                WHERE m.conversation_id = c.id AND m.sequence > me.read_sequence AND m.revoker IS NOT NULL
                    AND m.sender <> me.tiny_id AND %2$s AND %1$s > me.read_counter
                UNION ALL
                SELECT m.unread_high FROM message m
                WHERE c.low_user IS NULL AND m.conversation_id = c.id AND m.sender = me.tiny_id
                    AND m.sequence > me.read_sequence AND %2$s AND m.unread_high > me.read_counter) u
            """.formatted(COUNTER.formatted("m"), Flags.COUNTS);

    /// Messages in a group that call somebody by name, after what `me` has read.
    private static final String CALLS = """
            SELECT array_agg(m.sequence ORDER BY m.sequence) FROM message m
            WHERE c.low_user IS NULL AND m.conversation_id = c.id AND m.sequence > me.read_sequence
                AND m.sequence > me.cleared_sequence AND %s AND m.sender <> me.tiny_id AND m.revoker IS NULL
            """.formatted(Flags.CALLS);

    /// Whether the timeline is on the list of `me`: who took it off sees it again with the next message that is for
    /// them, too.
    static final String LISTED = """
            c.community IS NULL AND c.shown_sequence > me.hidden_sequence AND (me.hidden_sequence = 0 OR EXISTS (
                SELECT FROM message m WHERE m.conversation_id = c.id AND m.sequence > me.hidden_sequence AND %s
                    AND (m.receivers IS NULL OR me.tiny_id = ANY (m.receivers))))
            """.formatted(Flags.SHOWN);

    /// Who the peer is, 0 in groups, and the head's counters, as the viewer sees them. With OFFSET 0 PostgreSQL
    /// looks up the timelines of `me` one by one; from its statistics it would rather read everybody's.
    static final String VIEWED = """
            SELECT c.id, c.last_sequence, c.last_change, c.shown_sequence, c.shown_order, me.tiny_id AS me,
                me.cleared_sequence, me.deleted_sequence,
                coalesce(CASE WHEN c.low_user = me.tiny_id THEN c.high_user ELSE c.low_user END, 0) AS peer,
                %1$s AS counter, me.read_counter,
                CASE WHEN me.read_counter < %1$s THEN (%2$s) END AS uncounted, (%3$s) AS calls, me.read_sequence
            FROM participant me
            CROSS JOIN LATERAL (SELECT * FROM conversation WHERE id = me.conversation_id OFFSET 0) c
            """.formatted(COUNTER.formatted("c"), UNCOUNTED, CALLS);

    private final Jdbi jdbi;

    private static final int PIECE = 1_000;

    public Participants(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What is hidden from the user.
    Hidden hidden(long tinyID, long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT cleared_sequence, deleted_sequence FROM participant
                        WHERE tiny_id = :user AND conversation_id = :conversation
                        """)
                .bind("user", tinyID)
                .bind("conversation", conversation)
                .map((row, context) -> new Hidden(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElse(Hidden.NOTHING));
    }

    /// The timeline of two users and what one of them hid of it, in one query; empty where neither ever wrote.
    Optional<Part> part(long tinyID, long peer) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.id, coalesce(me.cleared_sequence, 0), coalesce(me.deleted_sequence, 0)
                        FROM conversation c
                        LEFT JOIN participant me ON me.tiny_id = :user AND me.conversation_id = c.id
                        WHERE c.low_user = least(:user, :peer) AND c.high_user = greatest(:user, :peer)
                        """)
                .bind("user", tinyID)
                .bind("peer", peer)
                .map((row, context) -> new Part(row.getLong(1), new Hidden(row.getLong(2), row.getLong(3))))
                .findOne());
    }

    /// Brings a timeline that was taken off the list back onto it, if anything was ever written in it.
    public void show(long tinyID, long conversation) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE participant me SET hidden_sequence = 0
                        FROM conversation c
                        WHERE me.tiny_id = :user AND me.conversation_id = :conversation AND c.id = :conversation
                            AND c.shown_sequence > 0
                        """)
                .bind("user", tinyID)
                .bind("conversation", conversation)
                .execute());
    }

    /// Takes timelines off the user's list until something new is written in them. What was unread no longer
    /// counts, but the peer is not told that it was read.
    ///
    /// @param clear also hides the history so far
    /// @return those of them that the user takes part in
    public List<Long> hide(long tinyID, List<Long> conversations, boolean clear) {
        return jdbi.inTransaction(handle -> {
            var hidden = hide(handle, tinyID, conversations, clear);
            if (clear) {
                keepCleared(handle, tinyID, hidden);
            }
            return hidden;
        });
    }

    private static List<Long> hide(Handle handle, long tinyID, List<Long> conversations, boolean clear) {
        return handle.createQuery("""
                        UPDATE participant me
                        SET hidden_sequence = c.last_sequence,
                            cleared_sequence = CASE WHEN :clear THEN c.last_sequence ELSE me.cleared_sequence END,
                            read_counter = CASE WHEN c.low_user = me.tiny_id THEN c.unread_low ELSE c.unread_high END
                        FROM conversation c
                        WHERE me.tiny_id = :user AND me.conversation_id = ANY (:conversations)
                            AND c.id = me.conversation_id
                        RETURNING c.id
                        """)
                .bind("user", tinyID)
                .bind("conversations", conversations.toArray(Long[]::new))
                .bind("clear", clear)
                .mapTo(Long.class)
                .list();
    }

    /// What a user has cleared of rooms stays so if they leave and come again.
    private static void keepCleared(Handle handle, long tinyID, List<Long> conversations) {
        handle.createUpdate("""
                        INSERT INTO cleared_history (conversation_id, tiny_id, sequence)
                        SELECT conversation_id, tiny_id, cleared_sequence FROM participant
                        WHERE tiny_id = :user AND conversation_id = ANY (:conversations)
                            AND entered_sequence IS NOT NULL
                        ON CONFLICT (conversation_id, tiny_id) DO UPDATE SET sequence = EXCLUDED.sequence
                        """)
                .bind("user", tinyID)
                .bind("conversations", conversations.toArray(Long[]::new))
                .execute();
    }

    /// Takes all of a user's timelines with other users off the list, with the history so far. See [#hide].
    public void hideAll(long tinyID) {
        jdbi
                .withHandle(handle -> handle.createQuery("""
                                SELECT conversation_id FROM participant
                                WHERE tiny_id = :user AND entered_sequence IS NULL
                                """)
                        .bind("user", tinyID)
                        .mapTo(Long.class)
                        .list())
                .stream()
                .gather(Gatherers.windowFixed(PIECE))
                .forEach(some -> hide(tinyID, some, true));
    }

    /// Hides the history up to a sequence from the user and counts it as read; the timeline stays on the
    /// list.
    ///
    /// @param upTo cut to the timeline's last
    /// @return empty if the user is not in that timeline
    public Optional<Cleared> clear(long tinyID, long conversation, long upTo) {
        return jdbi.inTransaction(handle -> {
            var cleared = clear(handle, tinyID, conversation, upTo);
            if (cleared.isPresent()) {
                keepCleared(handle, tinyID, List.of(conversation));
            }
            return cleared;
        });
    }

    private static Optional<Cleared> clear(Handle handle, long tinyID, long conversation, long upTo) {
        return handle.createQuery("""
                        UPDATE participant me
                        SET cleared_sequence = greatest(me.cleared_sequence, least(:upTo, c.last_sequence)),
                            read_counter = greatest(me.read_counter, CASE WHEN c.last_sequence <= :upTo THEN %s ELSE (
                                SELECT %s FROM message m WHERE m.conversation_id = c.id AND m.sequence = :upTo) END)
                        FROM conversation c
                        WHERE me.tiny_id = :user AND me.conversation_id = :conversation AND c.id = :conversation
                        RETURNING me.cleared_sequence, me.read_counter
                        """.formatted(COUNTER.formatted("c"), COUNTER.formatted("m")))
                .bind("user", tinyID)
                .bind("conversation", conversation)
                .bind("upTo", upTo)
                .map((row, context) -> new Cleared(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    /// The user's timelines with something to see, the one with the newest message first; topics are on no
    /// list (`getConversationList#12`).
    ///
    /// @param before where the page before ended, exclusive
    /// @param since milliseconds since 1970; timelines whose last message is older are left out
    public List<Timeline> list(long tinyID, Timeline.Place before, long since, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("WITH viewed AS (" + VIEWED + """
                            WHERE me.tiny_id = :user AND c.shown_order >= :since * 1000
                                AND (c.shown_order, c.id) < (:order, :id) AND %s
                            ORDER BY c.shown_order DESC, c.id DESC LIMIT :limit
                        )
                        """.formatted(LISTED)
                        + DETAILS + " ORDER BY v.shown_order DESC, v.id DESC")
                .bind("user", tinyID)
                .bind("order", before.order())
                .bind("id", before.conversation())
                .bind("since", since)
                .bind("limit", limit)
                .map((row, context) -> timeline(row))
                .list());
    }

    /// The first page of each user's list, by user; those who have nothing on theirs are left out.
    public Map<Long, List<Timeline>> firstPages(Collection<Long> tinyIDs, long since, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "WITH viewed AS (SELECT v.* FROM unnest(:users) AS u (tiny_id) CROSS JOIN LATERAL (" + VIEWED
                                + """
                            WHERE me.tiny_id = u.tiny_id AND c.shown_order >= :since * 1000 AND %s
                            ORDER BY c.shown_order DESC, c.id DESC LIMIT :limit
                        ) v)
                        """.formatted(LISTED) + DETAILS + " ORDER BY v.shown_order DESC, v.id DESC")
                .bindArray("users", Long.class, tinyIDs.toArray())
                .bind("since", since)
                .bind("limit", limit)
                .map((row, context) -> timeline(row))
                .collect(Collectors.groupingBy(Timeline::user)));
    }

    /// What users have to read in a timeline.
    public record Unread(long user, long conversation, int messages) {}

    /// Where these users have something to read, without topics and the system's notices.
    public List<Unread> unread(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "WITH viewed AS (" + VIEWED + """
                            WHERE me.tiny_id = ANY (:users) AND me.read_counter < %s AND c.community IS NULL
                                AND c.low_user IS DISTINCT FROM :system AND c.high_user IS DISTINCT FROM :system
                        )
                        SELECT me, id, counter - read_counter - coalesce(cardinality(uncounted), 0) FROM viewed
                        """.formatted(COUNTER.formatted("c")))
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("system", SystemAccount.TINY_ID)
                .map((row, context) ->
                        new Unread(row.getLong(1), row.getLong(2), Math.clamp(row.getLong(3), 0, Integer.MAX_VALUE)))
                .list());
    }

    /// Messages that others wrote to the user in C2C and that are unread, without the system's notices.
    public long unreadInC2C(long tinyID) {
        return jdbi.withHandle(
                handle -> handle.createQuery("WITH viewed AS (" + VIEWED + """
                            WHERE me.tiny_id = :user AND me.read_counter < %s
                                AND c.low_user <> :system AND c.high_user <> :system
                        )
                        SELECT coalesce(sum(counter - read_counter - coalesce(cardinality(uncounted), 0)), 0) FROM viewed
                        """.formatted(COUNTER.formatted("c")))
                        .bind("user", tinyID)
                        .bind("system", SystemAccount.TINY_ID)
                        .mapTo(Long.class)
                        .one());
    }

    /// One timeline as the user sees it, on the list or not.
    public Optional<Timeline> find(long tinyID, long conversation) {
        return find(tinyID, List.of(conversation)).stream().findFirst();
    }

    /// Those of these timelines that the user takes part in.
    public List<Timeline> find(long tinyID, Collection<Long> conversations) {
        return jdbi.withHandle(handle -> handle.createQuery("WITH viewed AS (" + VIEWED + """
                            WHERE me.tiny_id = :user AND me.conversation_id = ANY (:conversations)
                        )
                        """ + DETAILS)
                .bind("user", tinyID)
                .bind("conversations", conversations.toArray(Long[]::new))
                .map((row, context) -> timeline(row))
                .list());
    }

    /// Makes a user take part in topics from their first message on, if they do not yet.
    ///
    /// @param handle whose transaction keeps the user in the community
    public static void takePart(Handle handle, long tinyID, Collection<Long> topics) {
        handle.createUpdate("""
                        INSERT INTO participant (tiny_id, conversation_id, entered_sequence)
                        SELECT :user, c.id, 0 FROM conversation c
                        WHERE c.id = ANY (:topics) AND c.community IS NOT NULL
                        ON CONFLICT (tiny_id, conversation_id) DO NOTHING
                        """)
                .bind("user", tinyID)
                .bind("topics", topics.toArray(Long[]::new))
                .execute();
    }

    /// The first who came to a room when this message was there already.
    public static List<Long> firstAfter(Handle handle, long conversation, long sequence) {
        return handle.createQuery("""
                        SELECT tiny_id FROM participant
                        WHERE conversation_id = :conversation AND entered_sequence = (
                            SELECT min(entered_sequence) FROM participant
                            WHERE conversation_id = :conversation AND entered_sequence >= :sequence)
                        """)
                .bind("conversation", conversation)
                .bind("sequence", sequence)
                .mapTo(Long.class)
                .list();
    }

    /// Those of these timelines that the user takes part in.
    public static Set<Long> of(Handle handle, long tinyID, Collection<Long> conversations) {
        return handle.createQuery("""
                        SELECT conversation_id FROM participant
                        WHERE tiny_id = :user AND conversation_id = ANY (:conversations)
                        """)
                .bind("user", tinyID)
                .bind("conversations", conversations.toArray(Long[]::new))
                .mapTo(Long.class)
                .set();
    }

    /// Timelines of several users as each sees them, on the list or not.
    ///
    /// @param timelines by user
    /// @return by user; without those that they are not in
    public Map<Long, List<Timeline>> find(Map<Long, List<Long>> timelines) {
        var users = new ArrayList<Long>();
        var conversations = new ArrayList<Long>();
        timelines.forEach((user, theirs) -> theirs.forEach(conversation -> {
            users.add(user);
            conversations.add(conversation);
        }));
        return jdbi.withHandle(handle -> handle.createQuery("WITH viewed AS (" + VIEWED + """
                            JOIN unnest(:users, :conversations) AS p (tiny_id, id)
                                ON me.tiny_id = p.tiny_id AND me.conversation_id = p.id
                        )
                        """ + DETAILS)
                .bindArray("users", Long.class, users.toArray())
                .bindArray("conversations", Long.class, conversations.toArray())
                .map((row, context) -> timeline(row))
                .collect(Collectors.groupingBy(Timeline::user)));
    }

    /// The last message and how far the peer has read, for what `viewed` holds.
    static final String DETAILS =
            "SELECT v.id, v.last_sequence, v.shown_order, v.last_change, v.me, v.peer, v.counter, v.read_counter,"
                    + " v.uncounted, v.calls, v.read_sequence, peer.read_sequence, peer.read_time, "
                    + StoredMessage.COLUMNS
                    + """
             FROM viewed v
            LEFT JOIN participant peer ON peer.tiny_id = v.peer AND peer.conversation_id = v.id
            LEFT JOIN LATERAL (
                SELECT * FROM message m
                WHERE m.conversation_id = v.id AND m.sequence <= v.shown_sequence AND m.sequence > v.cleared_sequence
                    AND %s AND (m.receivers IS NULL OR v.me = ANY (m.receivers))
                    AND (m.sequence > v.deleted_sequence OR NOT EXISTS (
                        SELECT FROM message_deletion d
                        WHERE d.conversation_id = v.id AND d.tiny_id = v.me AND d.sequence = m.sequence))
                ORDER BY m.sequence DESC LIMIT 1) m ON true
            """.formatted(Flags.SHOWN);

    static Timeline timeline(ResultSet row) throws SQLException {
        return new Timeline(
                new Timeline.Place(row.getLong(3), row.getLong(1)),
                row.getLong(2),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                longs(row.getArray(9)),
                longs(row.getArray(10)),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getObject(14) == null ? null : StoredMessage.of(row, 14));
    }

    private static List<Long> longs(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }

    /// What a user does not want to see any more.
    ///
    /// @param cleared everything up to this sequence
    /// @param deleted the newest of the messages deleted one by one; 0: none
    record Hidden(long cleared, long deleted) {
        static final Hidden NOTHING = new Hidden(0, 0);
    }

    /// A timeline and what somebody who takes part in it hid of it.
    record Part(long conversation, Hidden hidden) {}

    /// How much of a history is hidden.
    ///
    /// @param sequence everything up to it
    public record Cleared(long sequence, long counter) {}
}
