package im.parley.sdk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Keys and values that the members of a group share (section H of the contract). Every member may change
/// them; all get [Events#GROUP_ATTRIBUTES_UPDATED], this instance included, unless nothing is different from
/// before. Calls before [Chat#isReady] fail as those of [MessageApi], all others also as those of [GroupApi].
///
/// A group has at most 16 attributes, with keys of at most 32 bytes, values of at most 4,096 bytes and 16,384
/// bytes altogether; what would go beyond fails with 10045 and changes nothing (`initGroupAttributes#4`).
/// Where somebody else changed the same at the same time, a change fails with 10056: get the attributes and
/// try again (`initGroupAttributes#3`). More than 10 calls of a method in 5 seconds, or 5 changes in one,
/// fail with 2996.
public interface GroupAttributeApi {
    /// Replaces all attributes of a group (`initGroupAttributes#6`).
    ///
    /// @param groupAttributes values by key; none to have none
    /// @return those
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<Map<String, String>> initGroupAttributes(String groupID, Map<String, String> groupAttributes);

    /// Adds or changes attributes; others stay (`setGroupAttributes#4`).
    ///
    /// @param groupAttributes values by key, at least one
    /// @return those
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<Map<String, String>> setGroupAttributes(String groupID, Map<String, String> groupAttributes);

    /// Deletes attributes.
    ///
    /// The future also fails with 10050 (one of the keys does not exist).
    ///
    /// @param keyList empty: all (`deleteGroupAttributes#4`)
    /// @return keys of those that are gone
    /// @throws IllegalArgumentException if a parameter is missing
    CompletableFuture<List<String>> deleteGroupAttributes(String groupID, List<String> keyList);

    /// Attributes of a group, as the server or, for 30 seconds, this chat knows them
    /// (`getGroupAttributes#4`). At most
    /// 20 calls in 5 seconds.
    ///
    /// @param keyList empty: all (`getGroupAttributes#3`); those that do not exist are left out
    /// @throws IllegalArgumentException if a parameter is missing
    CompletableFuture<Map<String, String>> getGroupAttributes(String groupID, List<String> keyList);
}
