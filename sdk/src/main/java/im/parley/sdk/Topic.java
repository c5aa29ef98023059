package im.parley.sdk;

import im.parley.protocol.community.TopicSelf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A topic of a community as it was at one moment; [Events#TOPIC_UPDATED] brings newer ones.
///
/// @param topicID `<groupID of the community>@TOPIC#_…`; messages are sent to it as to a group
/// @param topicName at most 100 bytes
/// @param avatar address of a picture, at most 500 bytes; empty when unset
/// @param introduction at most 400 bytes; empty when unset
/// @param notification at most 400 bytes; empty when unset
/// @param customData the app's own text, at most 3000 bytes; empty when unset
/// @param muteAllMembers whether only the community's owner and admins may write
/// @param unreadCount not part of [ConversationApi#getTotalUnreadMessageCount]
///     (`getTotalUnreadMessageCount#4`)
/// @param groupAtInfoList messages since the last read one that call the user by name
/// @param nextMessageSeq the sequence that the next message gets
/// @param lastMessage the newest message; its lastTime is 0 where there is none
public record Topic(
        String topicID,
        String topicName,
        String avatar,
        String introduction,
        String notification,
        String customData,
        boolean muteAllMembers,
        int unreadCount,
        List<GroupAtInfo> groupAtInfoList,
        long nextMessageSeq,
        LastMessage lastMessage,
        TopicSelfInfo selfInfo) {
    /// @param state what is known of its messages; null: nothing, there are none
    static Topic of(
            im.parley.protocol.community.Topic stored,
            TopicSelf self,
            String messageRemindType,
            @Nullable ConversationState state) {
        return new Topic(
                stored.topicID(),
                stored.topicName(),
                MessageContent.orEmpty(stored.avatar()),
                MessageContent.orEmpty(stored.introduction()),
                MessageContent.orEmpty(stored.notification()),
                MessageContent.orEmpty(stored.customData()),
                stored.muteAllMembers(),
                state == null ? 0 : state.unreadCount(),
                state == null ? List.of() : state.calls(),
                state == null ? 1 : state.newestSequence() + 1,
                state == null ? LastMessage.NONE : state.shownLast(),
                new TopicSelfInfo(self.muteTime(), state == null ? 0 : state.readSequence(), messageRemindType));
    }
}
