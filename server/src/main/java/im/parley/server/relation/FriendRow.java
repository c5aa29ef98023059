package im.parley.server.relation;

import java.util.List;
import java.util.Map;

/// One name on a list of friends, as it is stored.
///
/// @param owner whose list it is
/// @param addedAt milliseconds since 1970
/// @param custom values by key
record FriendRow(
        long owner,
        long friend,
        String remark,
        String source,
        String wording,
        long addedAt,
        List<String> groups,
        Map<String, String> custom) {}
