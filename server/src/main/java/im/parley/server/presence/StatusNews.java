package im.parley.server.presence;

import im.parley.protocol.presence.StatusesChanged;
import im.parley.protocol.presence.UserStatus;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.relation.RelationService;
import im.parley.server.session.ClusterSessions;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Tells of changed statuses: nodes where somebody subscribed, by one signal for each status, and those who
/// have the users on their lists of friends. Safe for use by many threads.
final class StatusNews {
    /// A popular user is on many lists: those who have them are read and told in pieces.
    private static final int PIECE = 1_000;

    private final Accounts accounts;
    private final RelationService relations;
    private final ClusterSessions cluster;
    private final Settings settings;
    private final Fanout fanout;

    StatusNews(
            Accounts accounts, RelationService relations, ClusterSessions cluster, Settings settings, Fanout fanout) {
        this.accounts = accounts;
        this.relations = relations;
        this.cluster = cluster;
        this.settings = settings;
        this.fanout = fanout;
    }

    /// Tells everybody who may know. May block.
    void tell(Collection<Status> changed) {
        if (!settings.get(AppSettings.STATUS)) {
            return;
        }
        var names = accounts.byTinyID(changed.stream().map(Status::tinyID).toList());
        var shown = new HashMap<Long, UserStatus>();
        for (var status : changed) {
            var account = names.get(status.tinyID());
            if (account != null) {
                shown.put(status.tinyID(), status.of(account.userID()));
            }
        }
        var signals = new ArrayList<Envelope>();
        shown.forEach((user, status) -> signals.add(StatusPushes.signal(user, status)));
        fanout.publish(signals);
        tellFriends(shown);
    }

    /// Tells the user's own instances but one.
    void tellSelf(long tinyID, String exceptInstance, UserStatus status) {
        fanout.toUser(tinyID, exceptInstance, new StatusesChanged(List.of(status)));
    }

    private void tellFriends(Map<Long, UserStatus> statuses) {
        var place = RelationService.Owner.FIRST;
        List<RelationService.Owner> piece;
        do {
            piece = relations.owners(statuses.keySet(), place, PIECE);
            tell(piece, statuses);
            place = piece.isEmpty() ? place : piece.getLast();
        } while (piece.size() == PIECE);
    }

    private void tell(List<RelationService.Owner> owners, Map<Long, UserStatus> statuses) {
        var online = cluster.online(
                owners.stream().map(RelationService.Owner::owner).distinct().toList());
        var news = new HashMap<Long, List<UserStatus>>();
        for (var one : owners) {
            if (online.contains(one.owner())) {
                news.computeIfAbsent(one.owner(), owner -> new ArrayList<>())
                        .add(Objects.requireNonNull(statuses.get(one.friend())));
            }
        }
        news.forEach((owner, list) -> fanout.toUser(owner, null, new StatusesChanged(list)));
    }
}
