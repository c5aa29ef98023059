package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.presence.GetStatuses;
import im.parley.protocol.presence.SetStatus;
import im.parley.protocol.presence.StatusesChanged;
import im.parley.protocol.presence.SubscribeStatuses;
import im.parley.protocol.presence.UnsubscribeStatuses;
import im.parley.protocol.presence.UserStatus;
import im.parley.protocol.relation.UserFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/// Statuses of users: asks for them, subscribes again after each lost connection, and tells the app of each
/// change once.
final class Statuses implements StatusApi {
    static final String GATE = "status.queryAndNotify";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Emitter emitter;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Predicate<String> isFriend;
    private final Duration timeout;
    private final RateLimit queries = rate("getUserStatus");
    private final RateLimit subscriptions = rate("subscribeUserStatus");
    private final RateLimit ends = rate("unsubscribeUserStatus");

    // what follows is confined to the chat's executor
    private final LinkedHashSet<String> subscribed = new LinkedHashSet<>(); // oldest first
    private final Map<String, UserStatus> known =
            new HashMap<>(); // as the app knows them, of those whose changes are told
    private int life; // grows with every sign-out

    Statuses(
            Io io,
            SerialExecutor work,
            Log log,
            Emitter emitter,
            Readiness readiness,
            Self self,
            Link link,
            Predicate<String> isFriend,
            Duration timeout) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.emitter = emitter;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.isFriend = isFriend;
        this.timeout = timeout;
    }

    private static RateLimit rate(String method) {
        return new RateLimit(method, Limits.STATUS_CALLS_PER_5_SECONDS, Duration.ofSeconds(5), System::nanoTime);
    }

    @Override
    public CompletableFuture<UserStatus> setSelfStatus(String customStatus) {
        return readiness.guard(() -> {
            Params.present("customStatus", customStatus);
            return work.answer(() -> link.call(new SetStatus(customStatus), timeout)
                    .thenApply(result -> {
                        tell(List.of(result.status()));
                        return result.status();
                    }));
        });
    }

    @Override
    public CompletableFuture<StatusList> getUserStatus(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = Params.first(log, "getUserStatus", "userIDList", userIDList, Limits.STATUSES_PER_QUERY);
            return work.answer(() -> {
                if (!wanted.stream().allMatch(self.userID()::equals)) {
                    self.checkEnabled(GATE);
                    queries.take();
                }
                return link.call(new GetStatuses(wanted), timeout).thenApply(result -> {
                    result.userStatusList().stream()
                            .filter(status -> isNear(status.userID()))
                            .forEach(status -> known.putIfAbsent(status.userID(), status));
                    return new StatusList(result.userStatusList(), result.failureUserIDList());
                });
            });
        });
    }

    @Override
    public CompletableFuture<StatusFailures> subscribeUserStatus(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = Params.first(
                    log, "subscribeUserStatus", "userIDList", userIDList, Limits.STATUS_SUBSCRIPTIONS_PER_CALL);
            return work.answer(() -> {
                self.checkEnabled(GATE);
                subscriptions.take();
                return link.call(new SubscribeStatuses(wanted), timeout).thenApply(result -> {
                    for (var status : result.userStatusList()) {
                        subscribed.remove(status.userID());
                        subscribed.add(status.userID());
                        know(status);
                    }
                    result.evictedUserIDList().forEach(this::forget);
                    return new StatusFailures(result.failureUserIDList());
                });
            });
        });
    }

    @Override
    public CompletableFuture<StatusFailures> unsubscribeUserStatus(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = Params.someOf(
                    log, "unsubscribeUserStatus", "userIDList", userIDList, Limits.STATUS_SUBSCRIPTIONS_PER_CALL);
            return work.answer(() -> {
                self.checkEnabled(GATE);
                ends.take();
                return link.call(new UnsubscribeStatuses(wanted), timeout).thenApply(result -> {
                    (wanted.isEmpty() ? List.copyOf(subscribed) : wanted).forEach(this::forget);
                    return new StatusFailures(result.failureUserIDList());
                });
            });
        });
    }

    @Override
    public CompletableFuture<StatusFailures> unsubscribeUserStatus() {
        return unsubscribeUserStatus(List.of());
    }

    /// Statuses changed, of friends, of others who are subscribed to, or the user's own.
    void updated(StatusesChanged push) {
        tell(push.userStatusList());
    }

    /// Tells the app of those that are news.
    private void tell(List<UserStatus> statuses) {
        var news = statuses.stream().filter(this::know).toList();
        if (!news.isEmpty()) {
            emitter.emit(Events.USER_STATUS_UPDATED, news);
        }
    }

    /// Whether the server tells of somebody without a subscription.
    private boolean isNear(String userID) {
        return userID.equals(self.userID()) || isFriend.test(userID);
    }

    /// The subscription is over.
    private void forget(String userID) {
        subscribed.remove(userID);
        if (!isNear(userID)) {
            known.remove(userID);
        }
    }

    /// @return whether it is another status than the app knows of
    private boolean know(UserStatus status) {
        var before = known.get(status.userID());
        if (before != null && before.version() >= status.version()) {
            return false;
        }
        known.put(status.userID(), status);
        return before == null
                || before.statusType() != status.statusType()
                || !before.customStatus().equals(status.customStatus());
    }

    /// After a sign-in: subscribes again, and asks for what was missed of the user and their friends.
    void restore() {
        var unknown = new UserStatus(self.userID(), Types.USER_STATUS_ONLINE, "", 0);
        if (known.putIfAbsent(self.userID(), unknown) == null) {
            return; // the first sign-in: nothing was missed
        }
        var again = List.copyOf(subscribed);
        for (int from = 0; from < again.size(); from += Limits.STATUS_SUBSCRIPTIONS_PER_CALL) {
            subscribeAgain(again.subList(from, Math.min(from + Limits.STATUS_SUBSCRIPTIONS_PER_CALL, again.size())));
        }
        known.keySet().stream()
                .filter(userID -> !subscribed.contains(userID) && isNear(userID))
                .gather(Gatherers.windowFixed(Limits.STATUSES_PER_QUERY))
                .forEach(this::askAgain);
    }

    private void askAgain(List<String> userIDs) {
        link.callOnSocket(new GetStatuses(userIDs, true), TIMEOUT).whenComplete((result, failure) -> {
            if (failure != null) {
                log.warn("statuses of the time away are not known: " + Answers.errorOf(failure));
                return;
            }
            tell(result.userStatusList());
        });
    }

    private void subscribeAgain(List<String> userIDs) {
        int current = life;
        link.callOnSocket(new SubscribeStatuses(userIDs), TIMEOUT).whenComplete((result, failure) -> {
            if (current != life) {
                return;
            }
            if (failure == null) {
                result.evictedUserIDList().forEach(this::forget);
                result.failureUserIDList().stream().map(UserFailure::userID).forEach(this::forget);
                tell(result.userStatusList());
                return;
            }
            var error = Answers.errorOf(failure);
            if (error.code() == ErrorCode.NETWORK_ERROR.number()) {
                return; // the next sign-in tries again
            }
            log.warn("statuses are not subscribed to again: " + error);
            if (error.errorCode().map(ErrorCode::retryable).orElse(false)) {
                io.after(RETRY, work, () -> {
                    var still = userIDs.stream().filter(subscribed::contains).toList();
                    if (current == life && !still.isEmpty()) {
                        subscribeAgain(still);
                    }
                });
            }
        });
    }

    void clear() {
        life++;
        subscribed.clear();
        known.clear();
    }
}
