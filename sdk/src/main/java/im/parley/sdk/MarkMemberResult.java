package im.parley.sdk;

import java.util.List;

/// Whose mark in a live room was changed.
///
/// @param failureUserIDList who is not in the room
public record MarkMemberResult(List<String> successUserIDList, List<String> failureUserIDList) {}
