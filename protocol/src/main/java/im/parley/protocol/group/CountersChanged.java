package im.parley.protocol.group;

import im.parley.protocol.Push;
import java.util.List;

/// Counters of a group that the user is in changed. Not sent to the instance that changed them.
@Push("group.countersChanged")
public record CountersChanged(String groupID, List<GroupCounter> counters) {}
