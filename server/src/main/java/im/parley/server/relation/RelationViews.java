package im.parley.server.relation;

import im.parley.protocol.Types;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.ApplicationsUpdated;
import im.parley.protocol.relation.BlacklistUpdated;
import im.parley.protocol.relation.Friend;
import im.parley.protocol.relation.FriendApplication;
import im.parley.protocol.relation.FriendsUpdated;
import im.parley.protocol.relation.RelationChange;
import im.parley.server.relation.ApplicationTable.Application;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Relations as their users get to see them: with names and profiles instead of account numbers.
final class RelationViews {
    private static final long MILLIS = 1000;

    private final Accounts accounts;
    private final ProfileService profiles;

    RelationViews(Accounts accounts, ProfileService profiles) {
        this.accounts = accounts;
        this.profiles = profiles;
    }

    /// What to tell each user of a change. One query for all profiles, one for all names that are not cached.
    Map<Long, RelationChange> changes(Snapshot snapshot) {
        var strangers = new HashSet<Long>();
        var friends = new HashSet<Long>();
        snapshot.friends().values().forEach(update -> {
            strangers.addAll(update.removed());
            if (update.changed() != null) {
                update.changed().forEach(row -> friends.add(row.friend()));
            }
        });
        snapshot.applications().forEach((user, update) -> strangers.addAll(others(user, update.list())));
        snapshot.blacklists().values().forEach(update -> strangers.addAll(update.list()));
        var shown = friends.isEmpty() ? Map.<Long, Profile>of() : profiles.byTinyID(friends);
        var named = accounts.byTinyID(strangers);

        var users = new HashSet<>(snapshot.friends().keySet());
        users.addAll(snapshot.applications().keySet());
        users.addAll(snapshot.blacklists().keySet());
        var changes = new HashMap<Long, RelationChange>();
        for (var user : users) {
            var ofFriends = snapshot.friends().get(user);
            var ofApplications = snapshot.applications().get(user);
            var ofBlacklist = snapshot.blacklists().get(user);
            changes.put(
                    user,
                    new RelationChange(
                            ofFriends == null ? null : friends(ofFriends, shown, named),
                            ofApplications == null ? null : applications(user, ofApplications, named),
                            ofBlacklist == null ? null : blacklist(ofBlacklist, named)));
        }
        return changes;
    }

    private static FriendsUpdated friends(
            Snapshot.Friends update, Map<Long, Profile> profiles, Map<Long, Account> accounts) {
        return new FriendsUpdated(
                update.version(),
                update.changed() == null ? null : friends(update.changed(), profiles),
                names(update.removed(), accounts),
                update.groups());
    }

    /// These friends with their profiles.
    List<Friend> friends(List<FriendRow> rows) {
        return rows.isEmpty()
                ? List.of()
                : friends(
                        rows,
                        profiles.byTinyID(rows.stream().map(FriendRow::friend).toList()));
    }

    private static List<Friend> friends(List<FriendRow> rows, Map<Long, Profile> profiles) {
        var friends = new ArrayList<Friend>(rows.size());
        for (var row : rows) {
            var profile = profiles.get(row.friend());
            if (profile != null) {
                friends.add(new Friend(
                        profile.userID(),
                        row.remark(),
                        row.groups(),
                        row.source(),
                        row.wording(),
                        row.addedAt() / MILLIS,
                        row.custom().entrySet().stream()
                                .map(field -> new CustomField(field.getKey(), field.getValue()))
                                .toList(),
                        profile));
            }
        }
        return friends;
    }

    ApplicationsUpdated applications(long user, Snapshot.Applications update) {
        return applications(user, update, accounts.byTinyID(others(user, update.list())));
    }

    private static ApplicationsUpdated applications(
            long user, Snapshot.Applications update, Map<Long, Account> accounts) {
        var list = new ArrayList<FriendApplication>();
        int unread = 0;
        for (var application : update.list()) {
            var isMine = application.sender() == user;
            var other = accounts.get(isMine ? application.receiver() : application.sender());
            if (other != null) {
                list.add(new FriendApplication(
                        other.userID(),
                        other.nick(),
                        other.avatar(),
                        application.sentAt() / MILLIS,
                        application.source(),
                        application.wording(),
                        isMine ? Types.SNS_APPLICATION_SENT_BY_ME : Types.SNS_APPLICATION_SENT_TO_ME));
                unread += !isMine && application.ordinal() > update.read() ? 1 : 0;
            }
        }
        return new ApplicationsUpdated(update.version(), list, unread);
    }

    BlacklistUpdated blacklist(Snapshot.Blacklist update) {
        return blacklist(update, accounts.byTinyID(update.list()));
    }

    private static BlacklistUpdated blacklist(Snapshot.Blacklist update, Map<Long, Account> accounts) {
        return new BlacklistUpdated(update.version(), names(update.list(), accounts));
    }

    private static Set<Long> others(long user, List<Application> applications) {
        var others = new HashSet<Long>();
        applications.forEach(application ->
                others.add(application.sender() == user ? application.receiver() : application.sender()));
        return others;
    }

    private static List<String> names(Collection<Long> users, Map<Long, Account> accounts) {
        return users.stream()
                .map(accounts::get)
                .filter(Objects::nonNull)
                .map(Account::userID)
                .toList();
    }
}
