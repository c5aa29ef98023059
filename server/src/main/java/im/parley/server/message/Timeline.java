package im.parley.server.message;

import im.parley.protocol.message.Message;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One user's view, see [im.parley.protocol.conversation.Conversation].
///
/// @param user whose view it is
/// @param peer the other user's account number; 0 in groups
/// @param calls sequences of messages after the read one that call somebody by name
/// @param peerReadTime milliseconds since 1970
public record Timeline(
        Place place,
        long lastSequence,
        long lastChange,
        long user,
        long peer,
        long unreadCounter,
        long readCounter,
        List<Long> uncounted,
        List<Long> calls,
        long readSequence,
        long peerReadSequence,
        long peerReadTime,
        @Nullable StoredMessage last) {
    @Nullable
    Message lastMessage(View view) {
        return last == null ? null : view.show(last);
    }

    /// The newest message the viewer may see, as clients get it.
    public @Nullable Message lastMessage(Account me, Account other, Accounts accounts) {
        return last == null ? null : WireMessages.of(last, Parties.Two.of(me, other, accounts), me.tinyID());
    }

    /// The same in a group.
    public @Nullable Message lastMessage(String groupID, Accounts accounts) {
        return last == null
                ? null
                : WireMessages.of(last, new Parties.Members(Rooms.Room.named(groupID), accounts), user);
    }

    /// How many messages of others the user has not read.
    public int unread() {
        return Math.clamp(unreadCounter - readCounter - uncounted.size(), 0, Integer.MAX_VALUE);
    }

    /// Account number of who wrote it; 0: nobody.
    public long lastSender() {
        return last == null ? 0 : last.sender();
    }

    /// Bytes of the newest message's content, about.
    public int lastSize() {
        return last == null ? 0 : last.payload().length();
    }

    public boolean isGroup() {
        return peer == 0;
    }

    /// A timeline's place in the list.
    ///
    /// @param order of its newest message among all, microseconds since 1970
    public record Place(long order, long conversation) {
        /// Before the first page.
        public static final Place START = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
