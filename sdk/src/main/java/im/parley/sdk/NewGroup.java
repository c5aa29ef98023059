package im.parley.sdk;

import java.util.List;

/// A group that the user has made.
///
/// @param overLimitUserIDList who is in too many groups already and was left out (`createGroup#6`)
public record NewGroup(Group group, List<String> overLimitUserIDList) {}
