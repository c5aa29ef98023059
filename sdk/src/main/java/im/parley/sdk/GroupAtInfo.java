package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.conversation.AtInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message of a group that calls the user by name, and that the user has not read.
///
/// @param from the sender's userID
/// @param groupID of the group, or of the topic's community
/// @param topicID empty: it is no topic
/// @param messageSequence of the message
/// @param atTypeArray one of `CONV_AT_ME`, `CONV_AT_ALL` and `CONV_AT_ALL_AT_ME` of [Types]
public record GroupAtInfo(
        String from, String groupID, String topicID, long messageSequence, List<Integer> atTypeArray) {
    static GroupAtInfo of(AtInfo stored, String groupID) {
        return of(stored.from(), groupID, stored.messageSequence(), List.copyOf(stored.atTypeArray()));
    }

    /// @param room a groupID or topicID
    private static GroupAtInfo of(String from, String room, long sequence, List<Integer> types) {
        return TopicIds.isTopic(room)
                ? new GroupAtInfo(from, TopicIds.community(room), room, sequence, types)
                : new GroupAtInfo(from, room, "", sequence, types);
    }

    /// Null where the message does not call this user.
    static @Nullable GroupAtInfo of(Message message, String me) {
        var all = message.atUserList().contains(Types.MSG_AT_ALL);
        var mine = message.atUserList().contains(me);
        if (message.flow() == Flow.OUT || !all && !mine) {
            return null;
        }
        var type = all ? mine ? Types.CONV_AT_ALL_AT_ME : Types.CONV_AT_ALL : Types.CONV_AT_ME;
        return of(message.from(), message.to(), message.sequence(), List.of(type));
    }
}
