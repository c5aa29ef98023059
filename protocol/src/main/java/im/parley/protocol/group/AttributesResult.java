package im.parley.protocol.group;

import java.util.List;
import java.util.Map;

/// What a change made of a group's attributes.
///
/// @param version as [AttributesChanged] has it
/// @param attributes all that there are now
/// @param updatedKeyList those with another value than before
/// @param deletedKeyList those that are gone
public record AttributesResult(
        long version, Map<String, String> attributes, List<String> updatedKeyList, List<String> deletedKeyList) {}
