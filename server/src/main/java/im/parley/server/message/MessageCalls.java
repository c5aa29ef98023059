package im.parley.server.message;

import im.parley.protocol.Types;
import im.parley.protocol.conversation.AtInfo;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Messages that call a user by name (`createTextAtMessage#4`).
public final class MessageCalls {
    private final Jdbi jdbi;
    private final Accounts accounts;

    public MessageCalls(Jdbi jdbi, Accounts accounts) {
        this.jdbi = jdbi;
        this.accounts = accounts;
    }

    /// Those among the timeline's calls that concern this user, oldest first.
    public List<AtInfo> of(Account me, Timeline timeline) {
        if (timeline.calls().isEmpty()) {
            return List.of();
        }
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT sequence, sender, extras FROM message
                        WHERE conversation_id = :conversation AND sequence = ANY (:sequences)
                            AND (receivers IS NULL OR :me = ANY (receivers))
                        ORDER BY sequence
                        """)
                .bind("conversation", timeline.place().conversation())
                .bind("sequences", timeline.calls().toArray(Long[]::new))
                .bind("me", me.tinyID())
                .map((row, context) -> new Call(row.getLong(1), row.getLong(2), kind(me, row.getString(3))))
                .list());
        var concerning = rows.stream().filter(call -> call.kind() != 0).toList();
        var senders = accounts.byTinyID(
                concerning.stream().map(Call::sender).distinct().toList());
        var infos = new ArrayList<AtInfo>();
        for (var call : concerning) {
            var sender = senders.get(call.sender());
            if (sender != null) {
                infos.add(new AtInfo(sender.userID(), call.sequence(), List.of(call.kind())));
            }
        }
        return infos;
    }

    private static int kind(Account me, @Nullable String extras) {
        var called = Extras.parse(extras).atUserList();
        if (called == null) {
            return 0;
        }
        boolean all = called.contains(Types.MSG_AT_ALL);
        if (called.contains(me.userID())) {
            return all ? Types.CONV_AT_ALL_AT_ME : Types.CONV_AT_ME;
        }
        return all ? Types.CONV_AT_ALL : 0;
    }

    private record Call(long sequence, long sender, int kind) {}
}
