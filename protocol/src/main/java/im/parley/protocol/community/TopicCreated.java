package im.parley.protocol.community;

import im.parley.protocol.Push;

/// A community that the user is in has a topic more.
@Push("topic.created")
public record TopicCreated(String groupID, Topic topic) {}
