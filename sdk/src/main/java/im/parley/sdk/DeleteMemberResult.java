package im.parley.sdk;

import java.util.List;

/// Who was put out of a group.
///
/// @param userIDList who is out now
public record DeleteMemberResult(Group group, List<String> userIDList) {}
