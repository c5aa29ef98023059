package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.CheckFollows;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowList;
import im.parley.protocol.relation.FollowListUpdated;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import im.parley.protocol.relation.FollowResult;
import im.parley.protocol.relation.FollowUsers;
import im.parley.protocol.relation.GetFollowCounts;
import im.parley.protocol.relation.ListFollows;
import im.parley.protocol.relation.UnfollowUsers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Who follows whom. Nothing is kept here: lists may be of any length.
final class Follows implements FollowApi {
    private static final String GATE = "follow.enabled";

    private final SerialExecutor work;
    private final Log log;
    private final Emitter emitter;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Duration timeout;
    private final RateLimit checks = new RateLimit(
            "checkFollowType", Limits.FOLLOW_CHECKS_PER_5_SECONDS, Duration.ofSeconds(5), System::nanoTime);

    Follows(
            SerialExecutor work,
            Log log,
            Emitter emitter,
            Readiness readiness,
            Self self,
            Link link,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.emitter = emitter;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<List<FollowOutcome>> followUser(List<String> userIDList) {
        return change(userIDList, () -> new FollowUsers(userIDList));
    }

    @Override
    public CompletableFuture<List<FollowOutcome>> unfollowUser(List<String> userIDList) {
        return change(userIDList, () -> new UnfollowUsers(userIDList));
    }

    private CompletableFuture<List<FollowOutcome>> change(
            List<String> userIDList, Supplier<Operation<FollowResult>> request) {
        return readiness.guard(() -> {
            Params.some("userIDList", userIDList);
            return enabled(() -> link.call(request.get(), timeout).thenApply(result -> {
                result.changeList().forEach(this::updated);
                return result.resultList();
            }));
        });
    }

    /// A list changed, here or elsewhere.
    void updated(FollowListUpdated push) {
        var type = switch (push.list()) {
            case FOLLOWING -> Events.MY_FOLLOWING_LIST_UPDATED;
            case FOLLOWERS -> Events.MY_FOLLOWERS_LIST_UPDATED;
            case MUTUAL -> Events.MUTUAL_FOLLOWERS_LIST_UPDATED;
        };
        emitter.emit(type, new Events.FollowListChange(push.isAdd(), push.userList()));
    }

    @Override
    public CompletableFuture<FollowPage> getMyFollowersList(String nextCursor) {
        return page(FollowList.FOLLOWERS, nextCursor);
    }

    @Override
    public CompletableFuture<FollowPage> getMyFollowingList(String nextCursor) {
        return page(FollowList.FOLLOWING, nextCursor);
    }

    @Override
    public CompletableFuture<FollowPage> getMutualFollowersList(String nextCursor) {
        return page(FollowList.MUTUAL, nextCursor);
    }

    private CompletableFuture<FollowPage> page(FollowList list, String nextCursor) {
        return readiness.guard(() -> {
            var cursor = Params.present("nextCursor", nextCursor);
            return enabled(() -> link.call(new ListFollows(list, cursor.isEmpty() ? null : cursor), timeout)
                    .thenApply(result ->
                            new FollowPage(result.followList(), result.cursor() == null ? "" : result.cursor())));
        });
    }

    @Override
    public CompletableFuture<List<FollowCounts>> getUserFollowInfo(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted =
                    Params.first(log, "getUserFollowInfo", "userIDList", userIDList, Limits.FOLLOW_CHECKS_PER_CALL);
            return counts(() -> wanted);
        });
    }

    @Override
    public CompletableFuture<List<FollowCounts>> getUserFollowInfo() {
        return readiness.guard(() -> counts(() -> List.of(self.account().userID())));
    }

    private CompletableFuture<List<FollowCounts>> counts(Supplier<List<String>> userIDList) {
        return enabled(() -> link.call(new GetFollowCounts(userIDList.get()), timeout)
                .thenApply(GetFollowCounts.Result::followInfoList));
    }

    @Override
    public CompletableFuture<List<FollowRelation>> checkFollowType(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = Params.first(log, "checkFollowType", "userIDList", userIDList, Limits.FOLLOW_CHECKS_PER_CALL);
            return enabled(() -> {
                checks.take();
                return link.call(new CheckFollows(wanted), timeout).thenApply(CheckFollows.Result::followTypeList);
            });
        });
    }

    private <T> CompletableFuture<T> enabled(Supplier<CompletableFuture<T>> call) {
        return work.answer(() -> {
            self.checkEnabled(GATE);
            return call.get();
        });
    }
}
