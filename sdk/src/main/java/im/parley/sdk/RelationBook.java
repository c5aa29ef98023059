package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.ApplicationsUpdated;
import im.parley.protocol.relation.BlacklistUpdated;
import im.parley.protocol.relation.FriendsUpdated;
import im.parley.protocol.relation.RelationChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Friends, requests and blacklist as far as they are known here, each list at a version. Tells the app
/// when something of it has changed, and only then. Confined to the chat's executor.
///
/// The friends of version 0 are none, so somebody new knows all without asking. Each change of them is the
/// step to the next version: one that does not fit waits until those between have come, or all of them are
/// asked for again. Requests and blacklist come whole each time, the highest version counts.
final class RelationBook {
    private static final Comparator<Friend> OLDEST_FIRST =
            Comparator.comparingLong(Friend::addTime).thenComparing(Friend::userID);

    private final Emitter emitter;
    private final Runnable remarksChanged;
    private final Runnable gap;

    private final Map<String, Friend> friends = new HashMap<>();
    private final TreeMap<Long, FriendsUpdated> early = new TreeMap<>(); // steps whose turn has not come
    private final TreeMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>(); // for a version of the friends
    private List<String> groupNames = List.of();
    private long friendsVersion;
    private FriendApplicationList applications = FriendApplicationList.EMPTY;
    private long applicationsVersion;
    private List<String> blacklist = List.of();
    private long blacklistVersion;

    private boolean announced; // the app has heard of the lists
    private List<Friend> toldFriends = List.of(); // timeless
    private List<FriendGroup> toldGroups = List.of();
    private FriendApplicationList toldApplications = FriendApplicationList.EMPTY;
    private List<String> toldBlacklist = List.of();

    /// @param remarksChanged what friends are called may have changed
    /// @param gap a step is missing
    RelationBook(Emitter emitter, Runnable remarksChanged, Runnable gap) {
        this.emitter = emitter;
        this.remarksChanged = remarksChanged;
        this.gap = gap;
    }

    long friendsVersion() {
        return friendsVersion;
    }

    long applicationsVersion() {
        return applicationsVersion;
    }

    long blacklistVersion() {
        return blacklistVersion;
    }

    List<Friend> friends() {
        return friends.values().stream().sorted(OLDEST_FIRST).toList();
    }

    @Nullable
    Friend friend(String userID) {
        return friends.get(userID);
    }

    /// What the user calls somebody; empty for those who are no friends.
    String remark(String userID) {
        var friend = friends.get(userID);
        return friend == null ? "" : friend.remark();
    }

    List<FriendGroup> groups() {
        return groupNames.stream().map(this::group).toList();
    }

    /// Who is in the group, whether or not there is one of that name.
    FriendGroup group(String name) {
        return new FriendGroup(
                name,
                friends().stream()
                        .filter(friend -> friend.groupList().contains(name))
                        .map(Friend::userID)
                        .toList());
    }

    FriendApplicationList applications() {
        return applications;
    }

    List<String> blacklist() {
        return blacklist;
    }

    /// Takes over what a call of this chat changed.
    ///
    /// @return done when all of it shows
    CompletableFuture<Void> changed(RelationChange change) {
        if (change.applications() != null) {
            updated(change.applications());
        }
        if (change.blacklist() != null) {
            updated(change.blacklist());
        }
        if (change.friends() == null) {
            return CompletableFuture.completedFuture(null);
        }
        updated(change.friends());
        if (friendsVersion >= change.friends().version()) {
            return CompletableFuture.completedFuture(null);
        }
        return waiting.computeIfAbsent(change.friends().version(), version -> new CompletableFuture<>());
    }

    void updated(FriendsUpdated step) {
        if (step.version() > friendsVersion) {
            early.put(step.version(), step);
            takeSteps();
        }
    }

    /// The whole list as the server has it.
    void listed(long version, List<im.parley.protocol.relation.Friend> list, List<String> groups) {
        if (version >= friendsVersion) {
            friends.clear();
            list.forEach(this::put);
            groupNames = groups;
            friendsVersion = version;
        }
        takeSteps();
    }

    private void put(im.parley.protocol.relation.Friend friend) {
        friends.put(friend.userID(), Friend.of(friend, System.currentTimeMillis()));
    }

    /// Whether a step is missing.
    boolean isBehind() {
        return !early.isEmpty();
    }

    private void takeSteps() {
        early.headMap(friendsVersion, true).clear();
        for (var next = early.get(friendsVersion + 1);
                next != null && next.friendList() != null;
                next = early.get(friendsVersion + 1)) {
            next.removedUserIDList().forEach(friends::remove);
            next.friendList().forEach(this::put);
            groupNames = next.groupNameList();
            friendsVersion = next.version();
            early.remove(friendsVersion);
        }
        if (!early.isEmpty()) {
            gap.run();
        }
        tell();
        var done = waiting.headMap(friendsVersion, true);
        var futures = List.copyOf(done.values());
        done.clear();
        futures.forEach(future -> future.complete(null));
    }

    void updated(ApplicationsUpdated update) {
        if (update.version() > applicationsVersion) {
            applicationsVersion = update.version();
            applications = new FriendApplicationList(update.friendApplicationList(), update.unreadCount());
            tell();
        }
    }

    void updated(BlacklistUpdated update) {
        if (update.version() > blacklistVersion) {
            blacklistVersion = update.version();
            blacklist = update.userIDList();
            tell();
        }
    }

    /// A friend's profile is not what it was.
    ///
    /// @return whether it is news
    boolean updated(Profile profile) {
        var friend = friends.get(profile.userID());
        if (friend == null || friend.profile().lastUpdatedTime() >= profile.lastUpdatedTime()) {
            return false;
        }
        friends.put(friend.userID(), friend.with(profile, System.currentTimeMillis()));
        tell();
        return true;
    }

    /// The first sync is done: from now on the app hears of changes, and of what there is at once.
    void announce() {
        announced = true;
        tell();
    }

    private void tell() {
        remarksChanged.run();
        if (!announced) {
            return;
        }
        var nowFriends = friends();
        var news = nowFriends.stream().map(Friend::timeless).toList();
        if (!news.equals(toldFriends)) {
            toldFriends = news;
            emitter.emit(Events.FRIEND_LIST_UPDATED, nowFriends);
        }
        var nowGroups = groups();
        if (!nowGroups.equals(toldGroups)) {
            toldGroups = nowGroups;
            emitter.emit(Events.FRIEND_GROUP_LIST_UPDATED, nowGroups);
        }
        if (!applications.equals(toldApplications)) {
            toldApplications = applications;
            emitter.emit(Events.FRIEND_APPLICATION_LIST_UPDATED, applications);
        }
        if (!blacklist.equals(toldBlacklist)) {
            toldBlacklist = blacklist;
            emitter.emit(Events.BLACKLIST_UPDATED, blacklist);
        }
    }

    void clear() {
        friends.clear();
        early.clear();
        groupNames = List.of();
        applications = FriendApplicationList.EMPTY;
        blacklist = List.of();
        friendsVersion = 0;
        applicationsVersion = 0;
        blacklistVersion = 0;
        announced = false;
        toldFriends = List.of();
        toldGroups = List.of();
        toldApplications = FriendApplicationList.EMPTY;
        toldBlacklist = List.of();
        var abandoned = new ArrayList<>(waiting.values());
        waiting.clear();
        abandoned.forEach(
                future -> future.completeExceptionally(new ChatError(ErrorCode.LOGGED_OUT, "signed out in between")));
    }
}
