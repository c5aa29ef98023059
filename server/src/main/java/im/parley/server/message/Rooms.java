package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.Types;
import im.parley.protocol.group.Group;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the log asks about groups and topics; implemented where they are kept. A message is stored only if
/// the room's version is still the one under which its sender was let in, so that nobody who was put out can
/// write, and nobody who came later gets what was written before.
public interface Rooms {
    /// Whether each of these may be sent, in their order. Called on the writer thread; may query the
    /// database, once for all of them.
    ///
    /// @throws RuntimeException the database is away: nothing is known of any of them
    List<Admission> admit(List<Post> posts);

    /// What is known of these groups, and of the topics of these communities, is out of date.
    ///
    /// @param audiences see [Room#audience]
    void forget(Collection<Long> audiences);

    /// The room that a user wants to read.
    ///
    /// @throws ChatException when it does not exist or the user is no member
    Room open(long tinyID, String groupID);

    /// The same for an administrator, who may read every room.
    ///
    /// @throws ChatException when it does not exist
    Room openAny(String groupID);

    /// The group's or topic's ID; empty where it does not exist any more.
    Optional<String> name(long conversation);

    /// How lists show these timelines to one of their members; unknown ones and those that the user has left
    /// are left out.
    Map<Long, Group> show(long tinyID, Collection<Long> conversations);

    /// Timelines of the rooms of some types that a user is in.
    ///
    /// @param types `GRP_…` values
    List<Long> of(long tinyID, Collection<String> types);

    /// Those of these users who are in the room.
    Set<Long> present(Handle handle, Room room, Collection<Long> tinyIDs);

    /// The place ([Room#place]) below which those members stand who were in before this message was written.
    long reach(Handle handle, Room room, long sequence);

    /// A message that somebody wants to send.
    ///
    /// @param sender account number
    /// @param from the sender's userID
    /// @param groupID of the group or topic
    /// @param callsAll whether it calls everybody by name
    /// @param receivers account numbers of who alone gets it, the sender among them unless it is trusted; null:
    ///     everybody
    /// @param isOnlineOnly whether it is not to be stored
    /// @param priority a `MSG_PRIORITY_…` value
    /// @param isTrusted whether a back end sends it, and the sender need not be in the room
    record Post(
            long sender,
            String from,
            String groupID,
            boolean callsAll,
            @Nullable List<Long> receivers,
            boolean isOnlineOnly,
            String priority,
            boolean isTrusted) {
        /// The same to another room.
        public Post to(String other) {
            return new Post(sender, from, other, callsAll, receivers, isOnlineOnly, priority, isTrusted);
        }

        static Post of(Append append) {
            var draft = append.draft;
            var called = draft.atUserList();
            var priority = Flags.priority(draft.flags());
            return new Post(
                    append.sender().tinyID(),
                    draft.from(),
                    draft.to(),
                    called != null && called.contains(Types.MSG_AT_ALL),
                    append.receivers,
                    draft.onlineOnly(),
                    priority == null ? Types.MSG_PRIORITY_NORMAL : priority,
                    draft.origin().isTrusted());
        }
    }

    /// The answer to a [Post].
    sealed interface Admission {}

    /// @param nameCard the sender's name in the group; empty: none
    record Admitted(Room room, String nameCard) implements Admission {}

    record Refused(ChatException why) implements Admission {}

    /// A timeline that belongs to a group or topic.
    ///
    /// @param audience the group whose members get what is written: of a topic, its community
    /// @param version of what decides who may write and who gets it; a topic has that of its community
    /// @param type the group's
    /// @param countsUnread whether its messages count as unread
    /// @param managed whether the user who opened it may revoke and modify what others wrote
    /// @param owner account number; 0: nobody
    /// @param members how many there are; a sender who is not in is counted as one of them
    record Room(
            long conversation,
            long audience,
            String groupID,
            long version,
            String type,
            boolean countsUnread,
            boolean managed,
            long owner,
            int members) {
        /// Whether what is written passes the log by, for those who are in now.
        public boolean isLive() {
            return type.equals(Types.GRP_AVCHATROOM);
        }

        /// Whether the group has other rooms beside this one.
        public boolean isTopic() {
            return conversation != audience;
        }

        /// Where a message stands among the comings of members, each of whom gets what stands after their
        /// own. The timelines of one community have only its version in common; it has been raised by all who
        /// came before.
        public long place(long sequence) {
            return isTopic() ? version : sequence;
        }

        /// With a sender who is not in.
        public Room withOutsider() {
            return new Room(conversation, audience, groupID, version, type, countsUnread, managed, owner, members + 1);
        }

        /// As it was under an earlier version.
        public Room under(long other) {
            return new Room(conversation, audience, groupID, other, type, countsUnread, managed, owner, members);
        }

        /// A topic of this community.
        public Room topic(long topic, String topicID) {
            return new Room(topic, audience, topicID, version, type, countsUnread, managed, owner, members);
        }

        /// One of which only the name matters.
        static Room named(String groupID) {
            return new Room(0, 0, groupID, 0, "", false, false, 0, 0);
        }
    }
}
