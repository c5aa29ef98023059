package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.server.message.MessageFeed.After;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The log as those read it who tell back ends of messages, see [MessageFeed].
public final class SentFeed {
    /// What the server itself writes into the log.
    static final Set<String> NOT_SENT = Set.of(Types.MSG_GRP_TIP, Types.MSG_GRP_SYS_NOTICE);

    private SentFeed() {}

    /// A message.
    ///
    /// @param sender account number
    /// @param time milliseconds since 1970
    /// @param isTold false: the system's, a tip, or not to be told of
    /// @param calls userIDs that it calls by name, and `MSG_AT_ALL`
    public record Sent(
            long conversation,
            long sequence,
            MessageId id,
            long sender,
            long time,
            Content content,
            @Nullable String cloudCustomData,
            boolean isTold,
            List<String> calls) {}

    /// Messages stored after a position, oldest first in each timeline.
    ///
    /// @param each most messages of one timeline
    public static List<Sent> after(Handle handle, Collection<After> positions, int each) {
        return MessageFeed.after(handle, positions, each)
                .map((row, context) -> sent(StoredMessage.of(row, 1)))
                .list();
    }

    private static Sent sent(StoredMessage message) {
        var calls = Extras.parse(message.extras()).atUserList();
        return new Sent(
                message.conversation(),
                message.sequence(),
                Draft.id(message.sender(), message.clientId()),
                message.sender(),
                message.time(),
                new Content(message.type(), RawJson.of(message.payload())),
                message.cloudCustomData(),
                message.sender() != SystemAccount.TINY_ID
                        && !NOT_SENT.contains(message.type())
                        && !Flags.isUntold(message.flags()),
                calls == null ? List.of() : calls);
    }
}
