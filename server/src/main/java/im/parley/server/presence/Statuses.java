package im.parley.server.presence;

import im.parley.protocol.Types;
import im.parley.server.session.ClusterSessions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What users' statuses are now: two queries for any number of them.
final class Statuses {
    private final ClusterSessions cluster;
    private final PresenceStore store;

    Statuses(ClusterSessions cluster, PresenceStore store) {
        this.cluster = cluster;
        this.store = store;
    }

    /// By account number, for all of them.
    Map<Long, Status> of(Collection<Long> tinyIDs) {
        return tinyIDs.isEmpty() ? Map.of() : of(tinyIDs, cluster.onlineNow(tinyIDs), store.rows(tinyIDs));
    }

    /// What follows from sessions and rows.
    static Map<Long, Status> of(
            Collection<Long> tinyIDs, ClusterSessions.Online online, Map<Long, PresenceStore.Row> rows) {
        var statuses = new HashMap<Long, Status>();
        for (long user : tinyIDs) {
            var row = rows.getOrDefault(user, PresenceStore.Row.NONE);
            var type = online.users().contains(user)
                    ? Types.USER_STATUS_ONLINE
                    : row.signedIn() ? Types.USER_STATUS_OFFLINE : Types.USER_STATUS_UNLOGINED;
            statuses.put(user, new Status(user, type, row.custom(), online.at()));
        }
        return statuses;
    }
}
