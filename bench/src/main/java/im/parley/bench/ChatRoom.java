package im.parley.bench;

import im.parley.protocol.ConversationId;
import im.parley.protocol.Types;
import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.CreateGroup;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A group of a Parley server.
final class ChatRoom {
    private static final int SIGN_INS_AT_ONCE = 32;
    private static final int ADDED_AT_ONCE = 500;
    private static final long ADDING_SECONDS = 60;

    private ChatRoom() {}

    /// Makes a Meeting, the type with no tips of coming and going.
    ///
    /// @param size members
    /// @param online how many of them stay connected
    /// @return those
    static List<RoomMember> open(ChatClient client, String name, int size, int online, int textBytes) throws Exception {
        var users = Crowd.gather(size, SIGN_INS_AT_ONCE, i -> {
            var user = client.signIn(name + i);
            return i < online ? user : user.thenApply(ChatRoom::leaveAgain);
        });
        var group = make(users.getFirst(), Types.GRP_MEETING, name);
        add(users.getFirst(), group, users.stream().map(ChatClient.User::userID).toList());
        return members(users.subList(0, online), group, textBytes);
    }

    /// @return its ID
    static String make(ChatClient.User owner, String type, String name) throws Exception {
        return owner.socket()
                .call(new CreateGroup(type, null, name, null, null, null, null, "FreeAccess", null, null, null, false))
                .get(ADDING_SECONDS, TimeUnit.SECONDS)
                .at("/group/groupID")
                .asText();
    }

    /// @param userIDs the first is the owner
    static void add(ChatClient.User owner, String group, List<String> userIDs) throws Exception {
        for (int from = 1; from < userIDs.size(); from += ADDED_AT_ONCE) {
            var some = userIDs.subList(from, Math.min(userIDs.size(), from + ADDED_AT_ONCE));
            owner.socket().call(new AddMembers(group, some)).get(ADDING_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// Those who write and listen in a group that they are in.
    static List<RoomMember> members(List<ChatClient.User> users, String group, int textBytes) {
        return List.copyOf(
                users.stream().map(user -> member(user, group, textBytes, null)).toList());
    }

    /// @param priority of what they write; null: the default
    static RoomMember member(ChatClient.User user, String group, int textBytes, @Nullable String priority) {
        return new Member(user, group, textBytes, priority);
    }

    private static ChatClient.User leaveAgain(ChatClient.User user) {
        user.socket().close();
        return user;
    }

    private static final class Member implements RoomMember {
        private final Stamps stamps = new Stamps(SendFrame.STAMP_MARK);
        private final ChatSocket socket;
        private final SendFrame frame;

        Member(ChatClient.User user, String group, int textBytes, @Nullable String priority) {
            this.socket = user.socket();
            this.frame = new SendFrame(user.tinyID(), new ConversationId.Group(group), textBytes, false, priority);
        }

        @Override
        public void listener(Listener listener) {
            socket.traffic(new ChatSocket.Traffic() {
                @Override
                public void acked(ChatSocket from, boolean stored) {
                    listener.acked(Member.this, stored);
                }

                @Override
                public void received(ChatSocket from, ByteBuf buffer, int offset, int length) {
                    var stamp = stamps.read(buffer, offset, length);
                    if (stamp != Stamps.NONE) { // notices come, too: of being added, for one
                        listener.received(Member.this, stamp);
                    }
                }

                @Override
                public void lost(ChatSocket from) {
                    listener.lost(Member.this);
                }
            });
        }

        @Override
        public void send(long stamp) {
            socket.send(frame, stamp);
        }

        @Override
        public void flush() {
            socket.flush();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
