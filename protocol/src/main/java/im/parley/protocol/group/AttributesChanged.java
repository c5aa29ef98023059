package im.parley.protocol.group;

import im.parley.protocol.Push;
import java.util.List;
import java.util.Map;

/// Attributes of a group that the user is in changed. Clients keep those with the highest version. Not sent to the
/// instance that changed them.
///
/// @param version raised by each change of the group's attributes
/// @param attributes all that there are now
/// @param updatedKeyList those with another value than before
/// @param deletedKeyList those that are gone
@Push("group.attributesChanged")
public record AttributesChanged(
        String groupID,
        long version,
        Map<String, String> attributes,
        List<String> updatedKeyList,
        List<String> deletedKeyList) {}
