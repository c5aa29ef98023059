package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.Signaling;
import im.parley.protocol.Types;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.signaling.SignalingInfo;
import im.parley.server.message.MessageFeed.After;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The log as offline push reads it, see [MessageFeed].
public final class PushFeed {
    private static final Set<String> NOT_PUSHED = Set.of(Types.MSG_GRP_TIP, Types.MSG_GRP_SYS_NOTICE);

    private PushFeed() {}

    /// A message, as far as phones are concerned.
    ///
    /// @param sender account number
    /// @param time milliseconds since 1970
    /// @param payload JSON text
    /// @param isForPhones false: revoked, blocked, the system's, a tip, or a signal for those online only
    /// @param push how it is shown
    /// @param calls userIDs that it calls by name, and `MSG_AT_ALL`
    /// @param receivers account numbers of who alone may see it; null: everybody
    /// @param invitees userIDs of whom an invitation in a group asks, who alone are told; null: no invitation
    public record Pushable(
            long conversation,
            long sequence,
            MessageId id,
            long sender,
            long time,
            String type,
            String payload,
            boolean isForPhones,
            @Nullable OfflinePushInfo push,
            List<String> calls,
            @Nullable List<Long> receivers,
            @Nullable List<String> invitees) {}

    /// Messages stored after a position, oldest first in each timeline.
    ///
    /// @param each most messages of one timeline
    public static List<Pushable> after(Handle handle, Collection<After> positions, int each) {
        return MessageFeed.after(handle, positions, each)
                .map((row, context) -> pushable(row))
                .list();
    }

    /// A message as it is now.
    public static Optional<Pushable> find(Handle handle, long conversation, long sequence) {
        return handle.createQuery("SELECT " + StoredMessage.COLUMNS
                        + " FROM message m WHERE m.conversation_id = :conversation AND m.sequence = :sequence")
                .bind("conversation", conversation)
                .bind("sequence", sequence)
                .map((row, context) -> pushable(row))
                .findOne();
    }

    /// The last sequence of each timeline before a moment; 0 where all is newer. Costs as much as there is newer.
    ///
    /// @param time milliseconds since 1970
    public static Map<Long, Long> lastBefore(Handle handle, Collection<Long> conversations, long time) {
        return handle
                .createQuery("""
                        SELECT t.id, coalesce((SELECT m.sequence FROM message m
                            WHERE m.conversation_id = t.id AND m.time < :time ORDER BY m.sequence DESC LIMIT 1), 0)
                        FROM unnest(:ids) AS t (id)
                        """)
                .bind("ids", conversations.toArray(Long[]::new))
                .bind("time", time)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Pushable pushable(ResultSet row) throws SQLException {
        var message = StoredMessage.of(row, 1);
        var extras = Extras.parse(message.extras());
        var signal = Flags.isSignal(message.flags()) ? SignalMessages.info(message.payload()) : null;
        return new Pushable(
                message.conversation(),
                message.sequence(),
                Draft.id(message.sender(), message.clientId()),
                message.sender(),
                message.time(),
                message.type(),
                message.payload(),
                isForPhones(message, extras, signal),
                extras.push(),
                extras.atUserList() == null ? List.of() : extras.atUserList(),
                message.receivers(),
                signal == null || signal.groupID().isEmpty() ? null : signal.inviteeList());
    }

    /// Of the signals, only invitations ring; answers do where the sender says how.
    private static boolean isForPhones(StoredMessage message, Extras extras, @Nullable SignalingInfo signal) {
        return !message.isRevoked()
                && !Flags.isRisky(message.flags()) // the verdict came while it waited
                && message.sender() != SystemAccount.TINY_ID
                && !NOT_PUSHED.contains(message.type())
                && (signal == null || signal.actionType() == Signaling.ACTION_TYPE_INVITE || extras.push() != null)
                && (extras.push() == null || !Boolean.TRUE.equals(extras.push().disablePush())); // sendMessage#12
    }
}
