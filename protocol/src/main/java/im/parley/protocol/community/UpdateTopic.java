package im.parley.protocol.community;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import org.jspecify.annotations.Nullable;

/// Changes the given fields of a topic; owner and admins of its community may. The other members get
/// [TopicChanged] (`updateTopicProfile#1`).
///
/// Errors: [ErrorCode#GROUP_INVALID_PARAMETERS]; [ErrorCode#GROUP_NOT_FOUND];
/// [ErrorCode#GROUP_PERMISSION_DENIED].
///
/// @param topicName 1 to 100 bytes
/// @param introduction at most 400 bytes
/// @param notification at most 400 bytes
/// @param avatar at most 500 bytes
/// @param customData at most 3000 bytes
/// @param muteAllMembers whether only owner and admins may write from now on
@Op("topic.update")
public record UpdateTopic(
        String groupID,
        String topicID,
        @Nullable String topicName,
        @Nullable String introduction,
        @Nullable String notification,
        @Nullable String avatar,
        @Nullable String customData,
        @Nullable Boolean muteAllMembers)
        implements Operation<UpdateTopic.Result> {
    public UpdateTopic {
        TopicChecks.groupID(groupID);
        TopicIds.check(groupID, "topicID", topicID);
        TopicChecks.profile(topicName, introduction, notification, avatar, customData);
        if (topicName == null
                && introduction == null
                && notification == null
                && avatar == null
                && customData == null
                && muteAllMembers == null) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("no field of the topic is given");
        }
    }

    public record Result(Topic topic) {}
}
