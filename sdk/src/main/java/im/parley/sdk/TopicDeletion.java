package im.parley.sdk;

import im.parley.protocol.community.TopicFailure;
import java.util.List;

/// What became of topics that were to be deleted.
///
/// @param successTopicIDList those that are gone now
public record TopicDeletion(List<String> successTopicIDList, List<TopicFailure> failureTopicList) {}
