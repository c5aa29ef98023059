package im.parley.server.relation;

import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.CheckFriends;
import im.parley.protocol.relation.DeleteFriends;
import im.parley.protocol.relation.Friend;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// What back ends do with users' friends and blacklists. It is done in the name of the user, whose instances
/// hear of it, as do the others concerned. Safe for use by many threads.
public final class BackEndRelations {
    private final Jdbi jdbi;
    private final Accounts accounts;
    private final RelationViews views;
    private final Friendships friendships;
    private final FriendImports imports;
    private final Friends friends;
    private final FriendGroups groups;
    private final Blacklists blacklists;

    BackEndRelations(
            Jdbi jdbi,
            Accounts accounts,
            RelationViews views,
            Friendships friendships,
            FriendImports imports,
            Friends friends,
            FriendGroups groups,
            Blacklists blacklists) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.views = views;
        this.friendships = friendships;
        this.imports = imports;
        this.friends = friends;
        this.groups = groups;
        this.blacklists = blacklists;
    }

    /// See [AddFriend].
    ///
    /// @param isForced the other is not asked, whatever they have said about that
    /// @return 0 or the number that says that they are asked
    public int addFriend(Administrator inNameOf, AddFriend request, boolean isForced) {
        return friendships.add(inNameOf, request, isForced).code();
    }

    /// Puts users on a list of friends, on that one only.
    ///
    /// @return for whom nothing was done
    public List<UserFailure> importFriends(Administrator inNameOf, List<FriendImport> wanted) {
        return imports.add(inNameOf, wanted);
    }

    /// Changes what a user keeps about friends.
    ///
    /// @return for whom nothing was done
    public List<UserFailure> updateFriends(Administrator inNameOf, List<FriendUpdate> updates) {
        return friends.update(inNameOf, updates);
    }

    /// @return for whom nothing was done
    public List<UserFailure> deleteFriends(Administrator inNameOf, DeleteFriends request) {
        return friends.delete(inNameOf, request).failureUserIDList();
    }

    /// Takes everybody off a user's list, and if `bothWays` the user off theirs.
    public void deleteAllFriends(Administrator inNameOf, boolean bothWays) {
        friends.deleteAll(inNameOf, bothWays);
    }

    public CheckFriends.Result checkFriends(Administrator inNameOf, CheckFriends request) {
        return friends.check(inNameOf, request);
    }

    /// A part of a list of friends.
    ///
    /// @param total friends on the list
    /// @param version raised by each change of the list
    public record Page(List<Friend> friends, int total, long version) {}

    /// Friends in the order of their accounts.
    ///
    /// @param from how many to leave out
    public Page friends(Account user, int from, int limit) {
        record Found(List<FriendRow> rows, int total, long version) {}
        var found = read(handle -> new Found(
                FriendTable.page(handle, user.tinyID(), from, limit),
                FriendTable.count(handle, user.tinyID()),
                version(handle, user)));
        return new Page(views.friends(found.rows()), found.total(), found.version());
    }

    /// Those of these users who are on the list.
    public List<Friend> friends(Account user, Collection<String> userIDs) {
        var pairs = accounts.load(userIDs).values().stream()
                .map(other -> new FriendTable.Pair(user.tinyID(), other.tinyID()))
                .toList();
        return views.friends(jdbi.withHandle(handle -> FriendTable.rows(handle, pairs)));
    }

    /// Makes friend groups, where they are missing, and puts friends into each of them.
    ///
    /// @return who is no friend
    public List<UserFailure> addGroups(Administrator inNameOf, List<String> names, List<String> userIDs) {
        return groups.add(inNameOf, names, userIDs);
    }

    /// Takes friend groups away; those that do not exist are away already.
    public void deleteGroups(Administrator inNameOf, List<String> names) {
        groups.delete(inNameOf, names);
    }

    /// @param members null: nobody asked for them
    public record Group(String name, int size, @Nullable List<String> members) {}

    /// @param version raised by each change of the friends or groups
    public record Groups(List<Group> groups, long version) {}

    /// A user's friend groups, oldest first.
    ///
    /// @param withMembers whether to tell who is in them
    public Groups groups(Account user, boolean withMembers) {
        record Found(List<String> names, Map<String, List<Long>> members, long version) {}
        var found = read(handle -> new Found(
                Heads.groups(handle, user.tinyID()),
                FriendTable.grouped(handle, user.tinyID()),
                version(handle, user)));
        var people = withMembers
                ? accounts.byTinyID(found.members().values().stream()
                        .flatMap(Collection::stream)
                        .toList())
                : Map.<Long, Account>of();
        return new Groups(
                found.names().stream()
                        .map(name -> {
                            var members = found.members().getOrDefault(name, List.of());
                            return new Group(name, members.size(), withMembers ? names(members, people) : null);
                        })
                        .toList(),
                found.version());
    }

    private static List<String> names(Collection<Long> users, Map<Long, Account> people) {
        return users.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(Account::userID)
                .toList();
    }

    /// Raised by each change of the user's friends or friend groups.
    public long friendsVersion(Account user) {
        return jdbi.withHandle(handle -> version(handle, user));
    }

    private static long version(Handle handle, Account user) {
        return Heads.versions(handle, user.tinyID()).friends();
    }

    /// @return for whom nothing was done
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#BLACKLIST_FULL]; nothing was done
    public List<UserFailure> block(Administrator inNameOf, List<String> userIDs) {
        return blacklists.add(inNameOf, userIDs);
    }

    /// @return for whom nothing was done; not being on the list is no failure
    public List<UserFailure> unblock(Administrator inNameOf, List<String> userIDs) {
        return blacklists.remove(inNameOf, userIDs);
    }

    /// Whether a user has another on the blacklist, and the other the user.
    public record Blocking(boolean byUser, boolean byOther) {}

    /// By the other's userID; unknown ones are left out.
    public Map<String, Blocking> blocking(Account user, List<String> userIDs) {
        var known = accounts.load(userIDs);
        var others = known.values().stream().map(Account::tinyID).toList();
        return read(handle -> {
            var mine = BlacklistTable.among(handle, user.tinyID(), others);
            var theirs = BlacklistTable.ownersAmong(handle, user.tinyID(), others);
            var found = new LinkedHashMap<String, Blocking>();
            known.forEach((userID, other) ->
                    found.put(userID, new Blocking(mine.contains(other.tinyID()), theirs.contains(other.tinyID()))));
            return found;
        });
    }

    /// Somebody on a blacklist.
    ///
    /// @param at when they came there, milliseconds since 1970
    public record Blocked(String userID, long at) {}

    /// A part of a blacklist.
    ///
    /// @param next how many to leave out for the part after it; 0: there is none
    /// @param version raised by each change of the list
    public record BlacklistPage(List<Blocked> users, int next, long version) {}

    /// The newest first.
    ///
    /// @param from how many to leave out
    public BlacklistPage blacklist(Account user, int from, int limit) {
        record Found(List<BlacklistTable.Entry> entries, long version) {}
        // one more than the page tells whether there is another
        var found = read(handle -> new Found(
                BlacklistTable.page(handle, user.tinyID(), from, limit + 1),
                Heads.versions(handle, user.tinyID()).blacklist()));
        var page = found.entries().subList(0, Math.min(limit, found.entries().size()));
        var people = accounts.byTinyID(
                page.stream().map(BlacklistTable.Entry::blocked).toList());
        var users = page.stream()
                .filter(entry -> people.containsKey(entry.blocked()))
                .map(entry -> new Blocked(
                        Objects.requireNonNull(people.get(entry.blocked())).userID(), entry.addedAt()))
                .toList();
        return new BlacklistPage(users, found.entries().size() > page.size() ? from + page.size() : 0, found.version());
    }

    /// One snapshot of the database, so that the version goes with what it stands for.
    private <T> T read(HandleCallback<T, RuntimeException> query) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, query);
    }
}
