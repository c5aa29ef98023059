package im.parley.protocol.community;

import im.parley.protocol.Push;

/// What the user is in a topic is something else now.
@Push("topic.selfChanged")
public record TopicSelfChanged(String groupID, String topicID, TopicSelf selfInfo) {}
