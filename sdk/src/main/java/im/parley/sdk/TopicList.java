package im.parley.sdk;

import im.parley.protocol.community.TopicFailure;
import java.util.List;

/// Topics of a community.
///
/// @param failureTopicList those asked for by ID that there are not
public record TopicList(List<Topic> successTopicList, List<TopicFailure> failureTopicList) {}
