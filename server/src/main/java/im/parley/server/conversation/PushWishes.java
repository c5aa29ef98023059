package im.parley.server.conversation;

import im.parley.protocol.Types;
import im.parley.protocol.conversation.ReceiveOption;
import im.parley.server.message.Participants;
import im.parley.server.push.Wishes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What users want to be told of on their phones: how they set their conversations, and their do-not-disturb times.
public final class PushWishes implements Wishes {
    private final Jdbi jdbi;
    private final Participants participants;

    public PushWishes(Jdbi jdbi, Participants participants) {
        this.jdbi = jdbi;
        this.participants = participants;
    }

    @Override
    public Map<Receiver, Reach> of(Collection<Receiver> receivers, Instant now) {
        var wishes = new HashMap<Receiver, Reach>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT r.conversation, r.receiver, own.remind_type, whole.remind_type,
                            u.quiet, u.quiet_from, u.quiet_to, u.quiet_daily, u.quiet_zone
                        FROM unnest(:conversations, :users) AS r (conversation, receiver)
                        JOIN conversation c ON c.id = r.conversation
                        LEFT JOIN conversation_options own
                            ON own.tiny_id = r.receiver AND own.conversation_id = r.conversation
                        LEFT JOIN conversation_options whole
                            ON whole.tiny_id = r.receiver AND whole.conversation_id = c.community
                        LEFT JOIN user_options u ON u.tiny_id = r.receiver
                        """)
                .bind(
                        "conversations",
                        receivers.stream().map(Receiver::conversation).toArray(Long[]::new))
                .bind("users", receivers.stream().map(Receiver::user).toArray(Long[]::new))
                .map((row, context) -> {
                    var reach = reach(row, now);
                    if (reach != null) {
                        wishes.put(new Receiver(row.getLong(1), row.getLong(2)), reach);
                    }
                    return row.getLong(1);
                })
                .list());
        return wishes;
    }

    private static @Nullable Reach reach(ResultSet row, Instant now) throws SQLException {
        var own = RemindType.of(row.getInt(3));
        var community = RemindType.of(row.getInt(4)); // setMessageRemindType#4
        return community == RemindType.DISCARD || isQuiet(row, now) ? Reach.NOTHING : reach(own);
    }

    private static @Nullable Reach reach(RemindType type) {
        return switch (type) {
            case NOTIFY -> null;
            case NO_PUSH, DISCARD -> Reach.NOTHING; // setMessageRemindType#2, setMessageRemindType#3
            case PUSH_CALLS, CALLS -> Reach.CALLS; // setMessageRemindType#6, setMessageRemindType#8
        };
    }

    private static boolean isQuiet(ResultSet row, Instant now) throws SQLException {
        return row.getBoolean(5)
                && new DoNotDisturb(new ReceiveOption(
                                Types.MSG_REMIND_ACPT_NOT_NOTE,
                                row.getLong(6),
                                row.getLong(7),
                                row.getBoolean(8),
                                row.getString(9)))
                        .isQuietAt(now);
    }

    /// Conversations that do not notify and topics are not counted (`getTotalUnreadMessageCount#1`,
    /// `getTotalUnreadMessageCount#4`).
    @Override
    public Map<Long, Integer> unread(Collection<Long> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        var muted = jdbi.withHandle(handle -> OptionStore.notNotifying(handle, users));
        var totals = new HashMap<Long, Integer>();
        users.forEach(user -> totals.put(user, 0));
        participants.unread(users).forEach(unread -> {
            if (!muted.getOrDefault(unread.user(), List.of()).contains(unread.conversation())) {
                totals.merge(unread.user(), unread.messages(), Integer::sum);
            }
        });
        return totals;
    }
}
