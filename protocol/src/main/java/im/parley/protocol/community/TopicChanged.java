package im.parley.protocol.community;

import im.parley.protocol.Push;

/// A topic says something else of itself. Clients keep the one with the highest `infoSequence`.
@Push("topic.changed")
public record TopicChanged(String groupID, Topic topic) {}
