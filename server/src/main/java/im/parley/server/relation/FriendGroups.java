package im.parley.server.relation;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.relation.AddToFriendGroup;
import im.parley.protocol.relation.CreateFriendGroup;
import im.parley.protocol.relation.DeleteFriendGroup;
import im.parley.protocol.relation.FriendGroupResult;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.RemoveFromFriendGroup;
import im.parley.protocol.relation.RenameFriendGroup;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The groups into which users sort their friends. Only their owner sees them.
final class FriendGroups {
    private final Relations relations;
    private final Accounts accounts;
    private final Settings settings;

    FriendGroups(Relations relations, Accounts accounts, Settings settings) {
        this.relations = relations;
        this.accounts = accounts;
        this.settings = settings;
    }

    FriendGroupResult create(Caller caller, CreateFriendGroup request) {
        return sort(
                caller, request.userIDList() == null ? List.of() : request.userIDList(), (handle, traces, friends) -> {
                    if (Heads.groups(handle, caller.tinyID()).contains(request.name())) {
                        throw existing(request.name());
                    }
                    checkRoom(handle, caller.tinyID(), request.name(), settings.get(AppSettings.MAX_FRIEND_GROUPS));
                    ensure(handle, traces, caller.tinyID(), request.name());
                    traces.changed(
                            caller.tinyID(), FriendTable.group(handle, caller.tinyID(), request.name(), friends));
                });
    }

    FriendGroupResult add(Caller caller, AddToFriendGroup request) {
        return sort(caller, request.userIDList(), (handle, traces, friends) -> {
            checkExists(handle, caller, request.name());
            touch(traces, caller, FriendTable.group(handle, caller.tinyID(), request.name(), friends));
        });
    }

    /// Makes the groups that are missing and puts friends into each of them.
    ///
    /// @return who is no friend
    List<UserFailure> add(Caller caller, List<String> names, List<String> userIDs) {
        var groups = checked(names);
        return sort(caller, userIDs, (handle, traces, friends) -> {
                    ensure(handle, traces, caller.tinyID(), groups, settings.get(AppSettings.MAX_FRIEND_GROUPS));
                    for (var name : groups) {
                        touch(traces, caller, FriendTable.group(handle, caller.tinyID(), name, friends));
                    }
                })
                .failureUserIDList();
    }

    FriendGroupResult remove(Caller caller, RemoveFromFriendGroup request) {
        return sort(caller, request.userIDList(), (handle, traces, friends) -> {
            checkExists(handle, caller, request.name());
            touch(traces, caller, FriendTable.ungroup(handle, caller.tinyID(), request.name(), friends));
        });
    }

    RelationChange delete(Caller caller, DeleteFriendGroup request) {
        return relations.run(caller, List.of(), (handle, traces) -> {
            checkExists(handle, caller, request.name());
            dissolve(handle, traces, caller.tinyID(), List.of(request.name()));
        });
    }

    /// Takes those of these groups away that there are.
    void delete(Caller caller, List<String> names) {
        relations.run(caller, List.of(), (handle, traces) -> {
            var existing = new ArrayList<>(Heads.groups(handle, caller.tinyID()));
            existing.retainAll(names);
            dissolve(handle, traces, caller.tinyID(), existing);
        });
    }

    private static void dissolve(Handle handle, Traces traces, long owner, List<String> names) {
        if (!names.isEmpty()) {
            var groups = new ArrayList<>(Heads.groups(handle, owner));
            groups.removeAll(names);
            Heads.setGroups(handle, owner, groups);
            names.forEach(name -> traces.changed(owner, FriendTable.dissolve(handle, owner, name)));
        }
    }

    RelationChange rename(Caller caller, RenameFriendGroup request) {
        return relations.run(caller, List.of(), (handle, traces) -> {
            checkExists(handle, caller, request.oldName());
            var groups = new ArrayList<>(Heads.groups(handle, caller.tinyID()));
            if (groups.contains(request.newName())) {
                throw existing(request.newName());
            }
            groups.set(groups.indexOf(request.oldName()), request.newName());
            Heads.setGroups(handle, caller.tinyID(), groups);
            traces.changed(
                    caller.tinyID(),
                    FriendTable.renameGroup(handle, caller.tinyID(), request.oldName(), request.newName()));
        });
    }

    private interface Sorting {
        /// @param friends those of the named users who are friends
        void sort(Handle handle, Traces traces, Set<Long> friends);
    }

    private FriendGroupResult sort(Caller caller, List<String> userIDs, Sorting sorting) {
        var known = accounts.users(userIDs);
        var done = relations.change(caller, List.of(), (handle, traces) -> {
            var friends = FriendTable.among(
                    handle,
                    caller.tinyID(),
                    known.values().stream().map(Account::tinyID).toList());
            sorting.sort(handle, traces, friends);
            return friends;
        });
        var failures = new ArrayList<UserFailure>();
        for (var userID : userIDs.stream().distinct().toList()) {
            var account = known.get(userID);
            if (account == null || !done.value().contains(account.tinyID())) {
                failures.add(Friends.failure(userID, ErrorCode.FRIEND_GROUP_NOT_FRIEND, "is no friend"));
            }
        }
        return new FriendGroupResult(failures, done.change());
    }

    private static void touch(Traces traces, Caller caller, Collection<Long> friends) {
        if (!friends.isEmpty()) {
            traces.changed(caller.tinyID(), friends);
        }
    }

    private static void checkExists(Handle handle, Caller caller, String name) {
        if (!Heads.groups(handle, caller.tinyID()).contains(name)) {
            throw ErrorCode.FRIEND_GRP_NOT_EXIST.because("there is no friend group \"" + name + '"');
        }
    }

    private static RuntimeException existing(String name) {
        return ErrorCode.FRIEND_GRP_EXISTED.because("there is a friend group \"" + name + "\" already");
    }

    /// @param name null and empty: none
    /// @param most groups that a user may have
    /// @throws im.parley.protocol.ChatException [ErrorCode#FRIEND_GROUPS_FULL] if it would be one too many
    static void checkRoom(Handle handle, long owner, @Nullable String name, int most) {
        if (name != null && !hasRoom(handle, owner, name, most)) {
            throw ErrorCode.FRIEND_GROUPS_FULL.because(
                    "there are " + most + " friend groups, expected fewer, to make \"" + name + '"');
        }
    }

    /// Whether the user has this group or may have one more.
    static boolean hasRoom(Handle handle, long owner, String name, int most) {
        var groups = Heads.groups(handle, owner);
        return name.isEmpty() || groups.contains(name) || groups.size() < most;
    }

    /// Names that groups may have, each once.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#FRIEND_INVALID_PARAMETERS]
    static List<String> checked(List<String> names) {
        return names.stream()
                .map(name -> new CreateFriendGroup(name, null).name())
                .distinct()
                .toList();
    }

    /// The user has these groups from now on.
    ///
    /// @param most groups that a user may have
    /// @throws im.parley.protocol.ChatException [ErrorCode#FRIEND_GROUPS_FULL] if they would be too many
    static void ensure(Handle handle, Traces traces, long owner, List<String> names, int most) {
        if (names.isEmpty()) {
            return;
        }
        var groups = new LinkedHashSet<>(Heads.groups(handle, owner));
        if (groups.addAll(names)) {
            if (groups.size() > most) {
                throw ErrorCode.FRIEND_GROUPS_FULL.because(
                        "there would be " + groups.size() + " friend groups, expected at most " + most);
            }
            Heads.setGroups(handle, owner, List.copyOf(groups));
            traces.groups(owner);
        }
    }

    /// The user has this group from now on.
    static void ensure(Handle handle, Traces traces, long owner, String name) {
        var groups = new ArrayList<>(Heads.groups(handle, owner));
        if (!groups.contains(name)) {
            groups.add(name);
            Heads.setGroups(handle, owner, groups);
            traces.groups(owner);
        }
    }
}
