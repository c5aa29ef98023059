package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.AddToFriendGroup;
import im.parley.protocol.relation.CreateFriendGroup;
import im.parley.protocol.relation.DeleteFriendGroup;
import im.parley.protocol.relation.FriendGroupResult;
import im.parley.protocol.relation.RemoveFromFriendGroup;
import im.parley.protocol.relation.RenameFriendGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The groups into which the user sorts friends.
final class FriendGroups {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final RelationBook book;
    private final Duration timeout;

    FriendGroups(SerialExecutor work, Log log, Readiness readiness, Link link, RelationBook book, Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.link = link;
        this.book = book;
        this.timeout = timeout;
    }

    CompletableFuture<List<FriendGroup>> getFriendGroupList() {
        return readiness.guard(() -> work.answer(() -> CompletableFuture.completedFuture(book.groups())));
    }

    CompletableFuture<FriendGroupChange> createFriendGroup(String name, List<String> userIDList) {
        return readiness.guard(() -> {
            Params.text("name", name);
            var wanted = Params.someOf(log, "createFriendGroup", "userIDList", userIDList, Limits.FRIENDS_PER_CALL);
            return change(name, () -> new CreateFriendGroup(name, wanted));
        });
    }

    CompletableFuture<FriendGroupChange> addToFriendGroup(String name, List<String> userIDList) {
        return readiness.guard(() -> {
            Params.text("name", name);
            var wanted = Params.first(log, "addToFriendGroup", "userIDList", userIDList, Limits.FRIENDS_PER_CALL);
            return change(name, () -> new AddToFriendGroup(name, wanted));
        });
    }

    CompletableFuture<FriendGroupChange> removeFromFriendGroup(String name, List<String> userIDList) {
        return readiness.guard(() -> {
            Params.text("name", name);
            var wanted = Params.first(log, "removeFromFriendGroup", "userIDList", userIDList, Limits.FRIENDS_PER_CALL);
            return change(name, () -> new RemoveFromFriendGroup(name, wanted));
        });
    }

    private CompletableFuture<FriendGroupChange> change(String name, Supplier<Operation<FriendGroupResult>> request) {
        return work.answer(() -> link.call(request.get(), timeout)
                .thenCompose(result -> book.changed(result.change())
                        .thenApply(shown -> new FriendGroupChange(book.group(name), result.failureUserIDList()))));
    }

    CompletableFuture<FriendGroup> deleteFriendGroup(String name) {
        return readiness.guard(() -> {
            Params.text("name", name);
            return work.answer(() -> {
                var group = book.group(name);
                return link.call(new DeleteFriendGroup(name), timeout)
                        .thenCompose(change -> book.changed(change).thenApply(shown -> group));
            });
        });
    }

    CompletableFuture<FriendGroup> renameFriendGroup(String oldName, String newName) {
        return readiness.guard(() -> {
            Params.text("oldName", oldName);
            Params.text("newName", newName);
            return work.answer(() -> link.call(new RenameFriendGroup(oldName, newName), timeout)
                    .thenCompose(change -> book.changed(change).thenApply(shown -> book.group(newName))));
        });
    }
}
