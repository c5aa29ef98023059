package im.parley.server.message;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Users' lists of conversations in pages that go on from whole seconds, which is how back ends count. Within
/// one second, conversations come by their numbers: so each has a place that others do not move.
public final class ListPages {
    private static final String ORDER = " ORDER BY %1$sshown_order / 1000000 DESC, %1$sid DESC";

    private static final String PAGE = """
            WITH listed AS (
                SELECT c.id, c.shown_order FROM participant me
                CROSS JOIN LATERAL (SELECT * FROM conversation WHERE id = me.conversation_id OFFSET 0) c
                WHERE me.tiny_id = :user AND c.shown_order >= :since * 1000 AND %s
                ORDER BY c.shown_order DESC, c.id DESC LIMIT :most
            ), places AS (
                SELECT id, shown_order FROM listed
                UNION
                SELECT c.id, c.shown_order FROM participant me JOIN conversation c ON c.id = me.conversation_id
                WHERE me.tiny_id = :user AND me.conversation_id = ANY (:pins)
            ), page AS (
                SELECT id FROM places WHERE (shown_order / 1000000, id) < (:second, :conversation) AND %%s%s
                LIMIT :limit
            ), viewed AS (%s
                WHERE me.tiny_id = :user AND me.conversation_id IN (SELECT id FROM page)
            )
            %s%s
            """.formatted(
            Participants.LISTED, ORDER.formatted(""), Participants.VIEWED, Participants.DETAILS, ORDER.formatted("v."));

    private final Jdbi jdbi;

    public ListPages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Whose list it is, and what belongs to it.
    ///
    /// @param pins timelines that are on it however old they are, and without messages, too
    /// @param since milliseconds since 1970; others whose last message is older are left out
    /// @param most how many of the newest belong to it
    public record Listing(long tinyID, Collection<Long> pins, long since, int most) {}

    /// Which of the list's timelines are wanted.
    public enum Part {
        ALL("true"),
        PINNED("id = ANY (:pins)"),
        OTHERS("id <> ALL (:pins)");

        private final String condition;

        Part(String condition) {
            this.condition = condition;
        }
    }

    /// A place on the list.
    ///
    /// @param second since 1970, of the newest message; 0: there never was one
    /// @param conversation tells those of one second apart
    public record Spot(long second, long conversation) {
        /// Before the first page.
        public static final Spot START = new Spot(0, 0);

        /// Where a timeline is.
        public static Spot of(Timeline timeline) {
            return new Spot(
                    timeline.place().order() / 1_000_000, timeline.place().conversation());
        }
    }

    /// The timelines after a place, the one with the newest message first.
    public List<Timeline> page(Listing list, Part part, Spot after, int limit) {
        boolean isFirst = after.equals(Spot.START);
        return jdbi.withHandle(handle -> handle.createQuery(PAGE.formatted(part.condition))
                .bind("user", list.tinyID())
                .bind("since", list.since())
                .bind("most", list.most())
                .bindArray("pins", Long.class, list.pins().toArray())
                .bind("second", isFirst ? Long.MAX_VALUE : after.second())
                .bind("conversation", isFirst ? Long.MAX_VALUE : after.conversation())
                .bind("limit", limit)
                .map((row, context) -> Participants.timeline(row))
                .list());
    }
}
