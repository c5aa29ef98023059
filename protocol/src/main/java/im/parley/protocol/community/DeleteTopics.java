package im.parley.protocol.community;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes topics with all their messages; owner and admins may. The other members get [TopicsDeleted].
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS], also for a group without topics;
/// [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED].
///
/// @param topicIDList at most 200; absent: all (`deleteTopicFromCommunity#2`)
@Op("topic.delete")
public record DeleteTopics(String groupID, @Nullable List<String> topicIDList)
        implements Operation<DeleteTopics.Result> {
    public DeleteTopics {
        TopicChecks.groupID(groupID);
        topicIDList = TopicChecks.topics(topicIDList);
    }

    public record Result(List<String> successTopicIDList, List<TopicFailure> failureTopicList) {}
}
