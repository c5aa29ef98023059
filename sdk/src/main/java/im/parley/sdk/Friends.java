package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.AcceptFriendApplication;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.CheckFriends;
import im.parley.protocol.relation.DeleteFriendApplication;
import im.parley.protocol.relation.DeleteFriends;
import im.parley.protocol.relation.ReadFriendApplications;
import im.parley.protocol.relation.RefuseFriendApplication;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.RemoveFromBlacklist;
import im.parley.protocol.relation.UserFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The user's friends, requests and blacklist: calls about them.
final class Friends implements BlacklistApi {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final RelationBook book;
    private final Duration timeout;

    Friends(SerialExecutor work, Log log, Readiness readiness, Link link, RelationBook book, Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.link = link;
        this.book = book;
        this.timeout = timeout;
    }

    CompletableFuture<List<Friend>> getFriendList() {
        return readiness.guard(() -> work.answer(() -> CompletableFuture.completedFuture(book.friends())));
    }

    CompletableFuture<AddFriendResult> addFriend(AddFriendOptions options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return work.answer(() -> link.call(options.request(), timeout)
                    .thenCompose(result -> book.changed(result.change())
                            .thenApply(shown -> new AddFriendResult(
                                    options.to(),
                                    result.code(),
                                    result.code() == 0 ? "" : "\"" + options.to() + "\" must confirm"))));
        });
    }

    CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList, String type) {
        return readiness.guard(() -> {
            var wanted = first("deleteFriend", userIDList, Limits.FRIENDS_PER_CALL);
            return work.answer(() -> link.call(new DeleteFriends(wanted, type), timeout)
                    .thenCompose(result -> book.changed(result.change())
                            .thenApply(shown ->
                                    new FriendDeletion(result.successUserIDList(), result.failureUserIDList()))));
        });
    }

    CompletableFuture<FriendCheck> checkFriend(List<String> userIDList, String type) {
        return readiness.guard(() -> {
            var wanted = first("checkFriend", userIDList, Limits.FRIENDS_PER_CALL);
            return work.answer(() -> link.call(new CheckFriends(wanted, type), timeout)
                    .thenApply(result -> new FriendCheck(result.successUserIDList(), result.failureUserIDList())));
        });
    }

    CompletableFuture<FriendProfiles> getFriendProfile(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = Params.list("userIDList", userIDList);
            return work.answer(() -> {
                var friends = new ArrayList<Friend>();
                var failures = new ArrayList<UserFailure>();
                for (var userID : wanted.stream().distinct().toList()) {
                    var friend = book.friend(userID);
                    if (friend != null) {
                        friends.add(friend);
                    } else {
                        failures.add(
                                new UserFailure(userID, ErrorCode.NOT_MY_FRIEND.number(), userID + " is no friend"));
                    }
                }
                return CompletableFuture.completedFuture(new FriendProfiles(friends, failures));
            });
        });
    }

    CompletableFuture<Friend> updateFriend(FriendUpdate options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return work.answer(() -> link.call(options.request(), timeout)
                    .thenCompose(change -> book.changed(change).thenApply(shown -> friend(options.userID()))));
        });
    }

    private Friend friend(String userID) {
        var friend = book.friend(userID);
        if (friend == null) { // the other has ended it in between
            throw new ChatError(ErrorCode.NOT_MY_FRIEND, userID + " is no friend");
        }
        return friend;
    }

    CompletableFuture<FriendApplicationList> getFriendApplicationList() {
        return readiness.guard(() -> work.answer(() -> CompletableFuture.completedFuture(book.applications())));
    }

    CompletableFuture<Void> acceptFriendApplication(
            String userID, @Nullable String remark, @Nullable String tag, String type) {
        return change("userID", userID, () -> new AcceptFriendApplication(userID, remark, tag, type));
    }

    CompletableFuture<Void> refuseFriendApplication(String userID) {
        return change("userID", userID, () -> new RefuseFriendApplication(userID));
    }

    CompletableFuture<Void> deleteFriendApplication(String userID, String type) {
        return change("userID", userID, () -> new DeleteFriendApplication(userID, type));
    }

    CompletableFuture<Void> setFriendApplicationRead() {
        return readiness.guard(() -> work.answer(
                () -> link.call(new ReadFriendApplications(), timeout).thenCompose(book::changed)));
    }

    private CompletableFuture<Void> change(String name, String value, Supplier<Operation<RelationChange>> request) {
        return readiness.guard(() -> {
            Params.text(name, value);
            return work.answer(() -> link.call(request.get(), timeout).thenCompose(book::changed));
        });
    }

    @Override
    public CompletableFuture<List<String>> getBlacklist() {
        return readiness.guard(() -> work.answer(() -> CompletableFuture.completedFuture(book.blacklist())));
    }

    @Override
    public CompletableFuture<List<String>> addToBlacklist(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = first("addToBlacklist", userIDList, Limits.BLACKLIST);
            return work.answer(() -> link.call(new AddToBlacklist(wanted), timeout)
                    .thenCompose(change -> book.changed(change).thenApply(shown -> book.blacklist())));
        });
    }

    @Override
    public CompletableFuture<List<String>> removeFromBlacklist(List<String> userIDList) {
        return readiness.guard(() -> {
            var wanted = first("removeFromBlacklist", userIDList, Limits.BLACKLIST);
            return work.answer(() -> link.call(new RemoveFromBlacklist(wanted), timeout)
                    .thenCompose(change -> book.changed(change).thenApply(shown -> book.blacklist())));
        });
    }

    /// `general#6`
    private List<String> first(String method, List<String> userIDList, int most) {
        return Params.first(log, method, "userIDList", userIDList, most);
    }
}
