package im.parley.protocol.community;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks that several operations on topics share.
final class TopicChecks {
    private TopicChecks() {}

    /// The ID of a community that exists, as far as can be told from its text.
    static void groupID(@Nullable String groupID) {
        var id = Check.present("groupID", groupID, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                Check.isGroupID(id, Limits.GROUP_ID_BYTES) && !TopicIds.isTopic(id),
                "groupID",
                groupID,
                "the ID of a community",
                ErrorCode.GROUP_INVALID_ID);
    }

    static void profile(
            @Nullable String topicName,
            @Nullable String introduction,
            @Nullable String notification,
            @Nullable String avatar,
            @Nullable String customData) {
        text("topicName", topicName, Limits.GROUP_NAME_BYTES);
        Check.that(
                topicName == null || !topicName.isBlank(),
                "topicName",
                topicName,
                "some letters",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        text("introduction", introduction, Limits.GROUP_TEXT_BYTES);
        text("notification", notification, Limits.GROUP_TEXT_BYTES);
        text("avatar", avatar, Limits.GROUP_AVATAR_BYTES);
        text("customData", customData, Limits.TOPIC_CUSTOM_DATA_BYTES);
    }

    private static void text(String field, @Nullable String value, int most) {
        Check.bytes(field, value, most, ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// What is no topic of the community is answered one by one.
    static @Nullable List<String> topics(@Nullable List<String> topicIDs) {
        if (topicIDs == null) {
            return null;
        }
        var topics = Check.list("topicIDList", topicIDs, Limits.TOPICS, ErrorCode.GROUP_INVALID_PARAMETERS);
        topics.forEach(topic -> Check.storable("an element of topicIDList", topic, ErrorCode.GROUP_INVALID_PARAMETERS));
        return topics.stream().distinct().toList();
    }
}
