package im.parley.protocol.community;

import im.parley.protocol.Push;
import java.util.List;

/// A community that the user is in has lost topics.
@Push("topic.deleted")
public record TopicsDeleted(String groupID, List<String> topicIDList) {}
