package im.parley.server.relation;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.message.UserInfo;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.CheckFollows;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowList;
import im.parley.protocol.relation.FollowListUpdated;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import im.parley.protocol.relation.FollowResult;
import im.parley.protocol.relation.FollowUser;
import im.parley.protocol.relation.FollowUsers;
import im.parley.protocol.relation.GetFollowCounts;
import im.parley.protocol.relation.ListFollows;
import im.parley.protocol.relation.UnfollowUsers;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.SystemAccount;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Who follows whom. Lists are read in pages by index and counts are kept, so that a million followers cost
/// no more than ten. Blacklists do not bear on it. Safe for use by many threads.
public final class Follows {
    private static final long MILLIS = 1000;
    /// Of long lists that end.
    private static final int PIECE = 1_000;

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final ProfileService profiles;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;
    private final CallRate checks = CallRate.perFiveSeconds("follow.check", Limits.FOLLOW_CHECKS_PER_5_SECONDS);

    public Follows(
            Jdbi jdbi, Accounts accounts, ProfileService profiles, Settings settings, Fanout fanout, Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.profiles = profiles;
        this.settings = settings;
        this.fanout = fanout;
        this.clock = clock;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(FollowUsers.class, this::follow);
        table.on(UnfollowUsers.class, this::unfollow);
        table.on(ListFollows.class, this::list);
        table.on(GetFollowCounts.class, this::counts);
        table.on(CheckFollows.class, this::check);
    }

    public FollowResult follow(Caller caller, FollowUsers request) {
        return change(caller, request.userIDList(), true);
    }

    public FollowResult unfollow(Caller caller, UnfollowUsers request) {
        return change(caller, request.userIDList(), false);
    }

    private <T> T locked(long user, List<Long> others, Function<Handle, T> change) {
        return jdbi.inTransaction(handle -> {
            Heads.lock(handle, Stream.concat(others.stream(), Stream.of(user)).toList());
            return change.apply(handle);
        });
    }

    /// A user whose account is deleted follows nobody, and nobody follows them.
    public void erase(Account user) {
        var caller = new Administrator(user.tinyID(), user.userID());
        erase(user, FollowList.FOLLOWING, others -> {
            var changed = locked(user.tinyID(), others, handle -> change(handle, caller, others, false));
            tell(caller, changed, false);
        });
        erase(user, FollowList.FOLLOWERS, others -> {
            var followers =
                    locked(user.tinyID(), others, handle -> FollowTable.removeFollowers(handle, user.tinyID(), others));
            fanout.toUsers(followers, new FollowListUpdated(FollowList.FOLLOWING, false, List.of(info(user))));
        });
    }

    /// @param end takes users off the list
    private void erase(Account user, FollowList list, Consumer<List<Long>> end) {
        List<Long> others;
        do {
            others =
                    jdbi
                            .withHandle(handle -> FollowTable.page(handle, list, user.tinyID(), Long.MAX_VALUE, PIECE))
                            .stream()
                            .map(FollowTable.Entry::user)
                            .toList();
            if (!others.isEmpty()) {
                end.accept(others);
            }
        } while (others.size() == PIECE);
    }

    /// @param users whom the caller now follows, or no longer
    /// @param mutual those of them who follow the caller
    private record Changed(List<Long> users, Set<Long> mutual) {}

    private FollowResult change(Caller caller, List<String> userIDs, boolean isAdd) {
        settings.checkEnabled(AppSettings.FOLLOW);
        var known = accounts.load(userIDs);
        known.keySet().removeAll(List.of(caller.userID(), SystemAccount.USER_ID));
        var others = userIDs.stream()
                .distinct()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(Account::tinyID)
                .toList();
        var changed = others.isEmpty()
                ? new Changed(List.of(), Set.of())
                : locked(caller.tinyID(), others, handle -> change(handle, caller, others, isAdd));
        var results = userIDs.stream()
                .distinct()
                .map(userID -> outcome(caller, userID, known))
                .toList();
        return new FollowResult(results, tell(caller, changed, isAdd));
    }

    private Changed change(Handle handle, Caller caller, List<Long> others, boolean isAdd) {
        long me = caller.tinyID();
        var followed = FollowTable.followedAmong(handle, me, others);
        var changing =
                others.stream().filter(user -> followed.contains(user) != isAdd).toList();
        if (changing.isEmpty()) {
            return new Changed(List.of(), Set.of());
        }
        var mutual = FollowTable.followersAmong(handle, me, changing);
        if (isAdd) {
            long following = FollowTable.counts(handle, List.of(me))
                    .getOrDefault(me, FollowTable.Counts.NONE)
                    .following();
            int most = settings.get(AppSettings.MAX_FOLLOWING);
            if (following + changing.size() > most) {
                throw ErrorCode.FRIEND_LIST_FULL.because("the caller would follow " + (following + changing.size())
                        + " users, expected at most " + most);
            }
            FollowTable.add(handle, me, changing, mutual, clock.millis());
        } else {
            FollowTable.remove(handle, me, changing, mutual);
        }
        return new Changed(changing, mutual);
    }

    private static FollowOutcome outcome(Caller caller, String userID, Map<String, Account> known) {
        if (userID.equals(caller.userID())) {
            return new FollowOutcome(
                    userID, ErrorCode.FRIEND_INVALID_PARAMETERS.number(), "\"" + userID + "\" is the caller");
        }
        return known.containsKey(userID)
                ? new FollowOutcome(userID, 0, "")
                : new FollowOutcome(
                        userID,
                        ErrorCode.FRIEND_ACCOUNT_NOT_FOUND.number(),
                        "user \"" + userID + "\" is not registered");
    }

    /// @return what the caller's instance is told; everybody else is told already
    private List<FollowListUpdated> tell(Caller caller, Changed changed, boolean isAdd) {
        if (changed.users().isEmpty()) {
            return List.of();
        }
        var people = accounts.byTinyID(Stream.concat(changed.users().stream(), Stream.of(caller.tinyID()))
                .toList());
        var mine = new ArrayList<FollowListUpdated>();
        mine.add(new FollowListUpdated(FollowList.FOLLOWING, isAdd, infos(changed.users(), people)));
        if (!changed.mutual().isEmpty()) {
            mine.add(new FollowListUpdated(FollowList.MUTUAL, isAdd, infos(changed.mutual(), people)));
        }
        mine.forEach(news -> fanout.toUser(caller.tinyID(), caller.instanceID(), news));
        var me = infos(List.of(caller.tinyID()), people);
        fanout.toUsers(changed.users(), new FollowListUpdated(FollowList.FOLLOWERS, isAdd, me));
        if (!changed.mutual().isEmpty()) {
            fanout.toUsers(changed.mutual(), new FollowListUpdated(FollowList.MUTUAL, isAdd, me));
        }
        return mine;
    }

    private static List<UserInfo> infos(Collection<Long> users, Map<Long, Account> people) {
        return users.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(Follows::info)
                .toList();
    }

    private static UserInfo info(Account account) {
        return new UserInfo(account.userID(), account.nick(), account.avatar());
    }

    ListFollows.Result list(Caller caller, ListFollows request) {
        return list(caller.tinyID(), request, Limits.FOLLOW_PAGE);
    }

    /// A page of somebody's list.
    ///
    /// @param limit most users that it has
    public ListFollows.Result list(long user, ListFollows request, int limit) {
        settings.checkEnabled(AppSettings.FOLLOW);
        long before = request.cursor() == null ? Long.MAX_VALUE : Long.parseLong(request.cursor());
        // one more than the page tells whether there is another
        var found = jdbi.withHandle(handle -> FollowTable.page(handle, request.list(), user, before, limit + 1));
        var page = found.subList(0, Math.min(found.size(), limit));
        var people = page.isEmpty()
                ? Map.<Long, Profile>of()
                : profiles.byTinyID(page.stream().map(FollowTable.Entry::user).toList());
        var users = new ArrayList<FollowUser>();
        for (var entry : page) {
            var profile = people.get(entry.user());
            if (profile != null) {
                users.add(new FollowUser(profile, entry.at() / MILLIS));
            }
        }
        var cursor = found.size() > page.size() ? Long.toString(page.getLast().ordinal()) : null;
        return new ListFollows.Result(users, cursor);
    }

    GetFollowCounts.Result counts(Caller caller, GetFollowCounts request) {
        return counts(request);
    }

    /// How many follow users, and whom they follow; unknown users are left out.
    public GetFollowCounts.Result counts(GetFollowCounts request) {
        settings.checkEnabled(AppSettings.FOLLOW);
        var known = accounts.load(request.userIDList());
        var counts = jdbi.withHandle(handle -> FollowTable.counts(
                handle, known.values().stream().map(Account::tinyID).toList()));
        return new GetFollowCounts.Result(request.userIDList().stream()
                .distinct()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(account -> {
                    var count = counts.getOrDefault(account.tinyID(), FollowTable.Counts.NONE);
                    return new FollowCounts(account.userID(), count.followers(), count.following(), count.mutual());
                })
                .toList());
    }

    CheckFollows.Result check(Caller caller, CheckFollows request) {
        settings.checkEnabled(AppSettings.FOLLOW);
        checks.take(caller);
        return check(caller.tinyID(), request);
    }

    /// The same without a limit to how often.
    public CheckFollows.Result check(long user, CheckFollows request) {
        settings.checkEnabled(AppSettings.FOLLOW);
        var known = accounts.load(request.userIDList());
        var users = known.values().stream().map(Account::tinyID).collect(Collectors.toSet());
        var followed = new HashSet<Long>();
        var followers = new HashSet<Long>();
        jdbi.useHandle(handle -> {
            followed.addAll(FollowTable.followedAmong(handle, user, users));
            followers.addAll(FollowTable.followersAmong(handle, user, users));
        });
        return new CheckFollows.Result(request.userIDList().stream()
                .distinct()
                .map(userID -> {
                    var account = known.get(userID);
                    var type = account == null
                            ? 0
                            : (followers.contains(account.tinyID()) ? 1 : 0)
                                    + (followed.contains(account.tinyID()) ? 2 : 0);
                    return new FollowRelation(userID, type);
                })
                .toList());
    }
}
