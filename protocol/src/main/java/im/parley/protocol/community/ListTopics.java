package im.parley.protocol.community;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Topics of a community that the caller is in, in the order in which they were made.
///
/// Errors: [ErrorCode#GROUP_INVALID_PARAMETERS], also for a group without topics (`getTopicList#1`);
/// [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED]; [ErrorCode#OVER_FREQUENCY_LIMIT] for
/// more than ten calls in a second.
///
/// @param topicIDList at most 200, answered in this order; absent: all (`getTopicList#2`)
@Op("topic.list")
public record ListTopics(String groupID, @Nullable List<String> topicIDList) implements Operation<ListTopics.Result> {
    public ListTopics {
        TopicChecks.groupID(groupID);
        topicIDList = TopicChecks.topics(topicIDList);
    }

    public record Result(List<TopicState> successTopicList, List<TopicFailure> failureTopicList) {}
}
