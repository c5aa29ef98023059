package im.parley.server.relation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.AcceptFriendApplication;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.RelationChange;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.relation.ApplicationTable.Application;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.ProfileService;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How friendships begin: by adding somebody, or by accepting a request.
final class Friendships {
    /// More than any person does; an app that brings its users' friends along stays below it.
    private static final int REQUESTS = 200;

    private static final Duration REQUESTS_WINDOW = Duration.ofSeconds(10);

    private final Relations relations;
    private final ProfileService profiles;
    private final Settings settings;
    private final FriendCallbacks callbacks;
    private final Clock clock;
    private final CallRate rate = new CallRate("friend.add", REQUESTS, REQUESTS_WINDOW, System::nanoTime);

    Friendships(
            Relations relations, ProfileService profiles, Settings settings, FriendCallbacks callbacks, Clock clock) {
        this.relations = relations;
        this.profiles = profiles;
        this.settings = settings;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    AddFriend.Result add(Caller caller, AddFriend request) {
        takeRate(caller);
        return add(caller, request, false);
    }

    /// Without a limit to how often.
    ///
    /// @param isForced the other is not asked, whatever they have said about that
    AddFriend.Result add(Caller caller, AddFriend request, boolean isForced) {
        var other = relations.other(caller, request.userID());
        var people = profiles.get(new GetProfiles(List.of(caller.userID(), other.userID()))).stream()
                .collect(Collectors.toMap(Profile::userID, Function.identity()));
        if (Types.FORBID_TYPE_SEND_OUT.equals(of(people, caller.userID()).adminForbidType())) {
            throw ErrorCode.FRIEND_REQUESTS_FORBIDDEN.because(
                    "user \"" + caller.userID() + "\" may not ask others to become friends");
        }
        var allowType = isForced
                ? Types.ALLOW_TYPE_ALLOW_ANY
                : of(people, other.userID()).allowType();
        callbacks.ask(caller, request, isForced);
        var done = relations.change(caller, List.of(other.tinyID()), (handle, traces) -> {
            if (isForced) {
                traces.forced();
            }
            return add(handle, traces, new Adding(caller, other, request, allowType));
        });
        return new AddFriend.Result(done.value(), done.change());
    }

    private static Profile of(Map<String, Profile> people, String userID) {
        return Optional.ofNullable(people.get(userID)).orElseThrow(() -> Relations.unknown(userID));
    }

    private void takeRate(Caller caller) {
        try {
            rate.take(caller);
        } catch (ChatException tooMany) {
            throw ErrorCode.FRIEND_REQUESTS_TOO_FREQUENT.because(
                    Objects.requireNonNullElse(tooMany.getMessage(), "too many requests"));
        }
    }

    /// @param allowType who may add the other
    private record Adding(Caller caller, Account other, AddFriend request, String allowType) {
        long me() {
            return caller.tinyID();
        }

        long them() {
            return other.tinyID();
        }

        boolean bothWays() {
            return !Types.SNS_ADD_TYPE_SINGLE.equals(request.type());
        }

        Application application(long now) {
            return Application.fresh(
                    me(),
                    them(),
                    now,
                    request.source(),
                    text(request.wording()),
                    text(request.remark()),
                    text(request.groupName()),
                    bothWays());
        }
    }

    /// @return 0 or the number that says that they are asked
    private int add(Handle handle, Traces traces, Adding adding) {
        var mine = FriendTable.has(handle, adding.me(), adding.them());
        var theirs = FriendTable.has(handle, adding.them(), adding.me());
        if (mine && (theirs || !adding.bothWays())) {
            throw ErrorCode.ALREADY_FRIENDS.because("user \"" + adding.other().userID() + "\" is a friend already");
        }
        checkNotBlocked(
                adding.other().userID(),
                BlacklistTable.has(handle, adding.me(), adding.them()),
                BlacklistTable.has(handle, adding.them(), adding.me()));
        if (!mine) {
            checkRoom(handle, adding.me(), ErrorCode.FRIEND_LIST_FULL);
        }
        if (adding.bothWays() && !theirs) {
            checkRoom(handle, adding.them(), ErrorCode.PEER_FRIEND_LIST_FULL);
        }
        FriendGroups.checkRoom(handle, adding.me(), adding.request().groupName(), mostGroups());
        // who has the caller on the list already has nothing left to confirm
        var asked = !theirs && asks(adding);
        if (asked) {
            apply(handle, traces, adding);
            return ErrorCode.FRIEND_NEEDS_CONFIRMATION.number();
        }
        var application = adding.application(clock.millis());
        if (!mine) {
            befriend(handle, traces, application, adding.me(), application.remark(), application.groupName());
        }
        if (adding.bothWays() && !theirs) {
            befriend(handle, traces, application, adding.them(), "", "");
        }
        settle(handle, traces, adding.me(), List.of(adding.them()));
        return 0;
    }

    private static boolean asks(Adding adding) {
        return switch (adding.allowType()) {
            case Types.ALLOW_TYPE_DENY_ANY ->
                throw ErrorCode.PEER_DENIES_FRIENDS.because(
                        "user \"" + adding.other().userID() + "\" takes no friend requests");
            case Types.ALLOW_TYPE_NEED_CONFIRM -> true;
            default -> false;
        };
    }

    /// @param isBlocked by the caller
    /// @param isBlocking the caller
    static void checkNotBlocked(String other, boolean isBlocked, boolean isBlocking) {
        if (isBlocked) {
            throw ErrorCode.PEER_IN_MY_BLACKLIST.because("user \"" + other + "\" is on the caller's blacklist");
        }
        if (isBlocking) {
            throw ErrorCode.ME_IN_PEERS_BLACKLIST.because("the caller is on the blacklist of \"" + other + '"');
        }
    }

    private void apply(Handle handle, Traces traces, Adding adding) {
        ApplicationTable.put(handle, adding.application(clock.millis()));
        int sent = ApplicationTable.countSent(handle, adding.me());
        int most = settings.get(AppSettings.MAX_FRIEND_APPLICATIONS);
        if (sent > most) {
            throw ErrorCode.FRIEND_APPLICATIONS_FULL.because("the caller has sent " + (sent - 1)
                    + " requests that nobody has decided, expected fewer than " + most);
        }
        traces.applications(adding.me());
        traces.applications(adding.them());
    }

    RelationChange accept(Caller caller, AcceptFriendApplication request) {
        var other = relations.other(caller, request.userID());
        callbacks.ask(caller, request);
        long me = caller.tinyID();
        long them = other.tinyID();
        return relations.run(caller, List.of(them), (handle, traces) -> {
            var application = pending(handle, other, caller);
            if (!FriendTable.has(handle, them, me)) {
                checkRoom(handle, them, ErrorCode.PEER_FRIEND_LIST_FULL);
                var group = FriendGroups.hasRoom(handle, them, application.groupName(), mostGroups())
                        ? application.groupName()
                        : "";
                befriend(handle, traces, application, them, application.remark(), group);
            }
            if (!Types.SNS_APPLICATION_AGREE.equals(request.type()) && !FriendTable.has(handle, me, them)) {
                checkRoom(handle, me, ErrorCode.FRIEND_LIST_FULL);
                FriendGroups.checkRoom(handle, me, request.tag(), mostGroups());
                befriend(handle, traces, application, me, text(request.remark()), text(request.tag()));
            }
            remove(handle, traces, them, me);
            settle(handle, traces, me, List.of(them));
        });
    }

    /// The request that the receiver has to decide.
    ///
    /// @throws ChatException [ErrorCode#FRIEND_APPLICATION_NOT_PENDING]
    static Application pending(Handle handle, Account sender, Caller receiver) {
        return ApplicationTable.find(handle, sender.tinyID(), receiver.tinyID())
                .filter(found -> !found.hidden())
                .orElseThrow(() -> ErrorCode.FRIEND_APPLICATION_NOT_PENDING.because(
                        "there is no request of \"" + sender.userID() + "\" to be decided"));
    }

    private void checkRoom(Handle handle, long owner, ErrorCode full) {
        checkRoom(FriendTable.count(handle, owner), settings.get(AppSettings.MAX_FRIENDS), full);
    }

    static void checkRoom(int count, int most, ErrorCode full) {
        if (count >= most) {
            throw full.because("the list has " + count + " friends, expected fewer than " + most);
        }
    }

    private int mostGroups() {
        return settings.get(AppSettings.MAX_FRIEND_GROUPS);
    }

    /// Puts the other of the application's two on the owner's list.
    private void befriend(
            Handle handle, Traces traces, Application application, long owner, String remark, String group) {
        var friend = owner == application.sender() ? application.receiver() : application.sender();
        if (!group.isEmpty()) {
            FriendGroups.ensure(handle, traces, owner, group);
        }
        FriendTable.put(
                handle,
                new FriendRow(
                        owner,
                        friend,
                        remark,
                        application.source(),
                        application.wording(),
                        clock.millis(),
                        group.isEmpty() ? List.of() : List.of(group),
                        Map.of()));
        traces.added(owner, friend, application.sender());
    }

    /// Removes requests between a user and others that have nothing left to ask for.
    static void settle(Handle handle, Traces traces, long user, Collection<Long> others) {
        ApplicationTable.removeFulfilled(handle, user, others).forEach(other -> {
            traces.applications(user);
            traces.applications(other);
        });
    }

    static void remove(Handle handle, Traces traces, long sender, long receiver) {
        ApplicationTable.remove(handle, sender, receiver);
        traces.applications(sender);
        traces.applications(receiver);
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
