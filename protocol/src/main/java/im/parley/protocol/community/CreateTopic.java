package im.parley.protocol.community;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import org.jspecify.annotations.Nullable;

/// Makes a topic in a community; owner and admins may (`createTopicInCommunity#4`). The other members get
/// [TopicCreated].
///
/// Errors: [ErrorCode#GROUP_INVALID_PARAMETERS], also for a group without topics (`createTopicInCommunity#1`)
/// and for more than 200 topics; [ErrorCode#ILLEGAL_TOPIC_ID]; [ErrorCode#GROUP_ID_IN_USE];
/// [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED]; [ErrorCode#FEATURE_NOT_ENABLED];
/// [ErrorCode#GROUP_REJECTED_BY_CALLBACK], or one of 10100 to 10200, from the app's back end.
///
/// @param topicID `<groupID>@TOPIC#_…`; absent: the server makes one
/// @param topicName 1 to 100 bytes
/// @param introduction at most 400 bytes
/// @param notification at most 400 bytes
/// @param avatar at most 500 bytes
/// @param customData at most 3000 bytes
@Op("topic.create")
public record CreateTopic(
        String groupID,
        @Nullable String topicID,
        String topicName,
        @Nullable String introduction,
        @Nullable String notification,
        @Nullable String avatar,
        @Nullable String customData)
        implements Operation<CreateTopic.Result> {
    public CreateTopic {
        TopicChecks.groupID(groupID);
        if (topicID != null) {
            TopicIds.checkChosen(groupID, topicID);
        }
        Check.present("topicName", topicName, ErrorCode.GROUP_INVALID_PARAMETERS);
        TopicChecks.profile(topicName, introduction, notification, avatar, customData);
    }

    public record Result(Topic topic) {}
}
