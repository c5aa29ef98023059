package im.parley.sdk;

import java.util.List;

/// The groups that the user is in.
///
/// @param groupList the one with the newest message first
/// @param isSyncCompleted the first sync with the server is done
public record GroupList(List<Group> groupList, boolean isSyncCompleted) {}
