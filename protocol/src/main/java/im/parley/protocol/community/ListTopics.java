package im.parley.protocol.community;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Topics of a community that the caller is in, in the order in which they were made.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS], also for a group without topics
/// (`getTopicList#1`); [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED];
/// [im.parley.protocol.ErrorCode#OVER_FREQUENCY_LIMIT] for more than ten calls in a second.
///
/// @param topicIDList at most 200, answered in this order; absent or empty: all (`getTopicList#2`)
@Op("topic.list")
public record ListTopics(String groupID, @Nullable List<String> topicIDList) implements Operation<ListTopics.Result> {
    public ListTopics {
        TopicChecks.groupID(groupID);
        topicIDList = topicIDList == null || topicIDList.isEmpty() ? null : TopicChecks.topics(topicIDList);
    }

    public record Result(List<TopicState> successTopicList, List<TopicFailure> failureTopicList) {}
}
