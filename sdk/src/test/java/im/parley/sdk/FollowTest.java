package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section G: who follows whom.
class FollowTest extends Scenario {
    private static List<String> names(CompletableFuture<FollowPage> page) {
        return result(page).resultList().stream()
                .map(user -> user.profile().userID())
                .toList();
    }

    private static List<String> userIDs(Events.FollowListChange change) {
        return change.userInfoList().stream().map(user -> user.userID()).toList();
    }

    @Test
    @Rule({"getMyFollowersList#3", "getMyFollowersList#4", "getUserFollowInfo#2", "checkFollowType#3"})
    void following_shows_in_lists_counts_and_events_on_both_sides() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        var carol = signIn("carol");

        var outcomes = result(ann.chat.followUser(List.of(bob.userID, carol.userID, ann.userID, "nobody")));
        assertThat(outcomes).extracting(FollowOutcome::resultCode).containsExactly(0, 0, 30001, 30003);
        for (var one : List.of(ann, annToo)) {
            var change = one.await(Events.MY_FOLLOWING_LIST_UPDATED);
            assertThat(change.isAdd()).isTrue();
            assertThat(userIDs(change)).containsExactly(bob.userID, carol.userID);
        }
        assertThat(userIDs(bob.await(Events.MY_FOLLOWERS_LIST_UPDATED))).containsExactly(ann.userID);
        result(bob.chat.followUser(List.of(ann.userID)));
        for (var one : List.of(ann, annToo)) {
            assertThat(userIDs(one.await(Events.MUTUAL_FOLLOWERS_LIST_UPDATED))).containsExactly(bob.userID);
        }
        assertThat(userIDs(bob.await(Events.MUTUAL_FOLLOWERS_LIST_UPDATED))).containsExactly(ann.userID);

        assertThat(names(ann.chat.getMyFollowingList(""))).containsExactlyInAnyOrder(bob.userID, carol.userID);
        assertThat(names(ann.chat.getMyFollowersList(""))).containsExactly(bob.userID);
        assertThat(names(ann.chat.getMutualFollowersList(""))).containsExactly(bob.userID);
        assertThat(result(ann.chat.getMyFollowingList("")).nextCursor()).isEmpty();
        assertThat(result(ann.chat.getUserFollowInfo())).containsExactly(new FollowCounts(ann.userID, 1, 2, 1));
        assertThat(result(ann.chat.getUserFollowInfo(List.of(carol.userID))))
                .containsExactly(new FollowCounts(carol.userID, 1, 0, 0));
        assertThat(result(ann.chat.checkFollowType(List.of(bob.userID, carol.userID, "nobody"))))
                .extracting(FollowRelation::followType)
                .containsExactly(3, 2, 0);

        result(ann.chat.unfollowUser(List.of(bob.userID)));
        var gone = bob.awaitUntil(Events.MY_FOLLOWERS_LIST_UPDATED, change -> !change.isAdd());
        assertThat(userIDs(gone)).containsExactly(ann.userID);
        annToo.awaitUntil(Events.MUTUAL_FOLLOWERS_LIST_UPDATED, change -> !change.isAdd());
        assertThat(names(bob.chat.getMutualFollowersList(""))).isEmpty();
    }

    @Test
    @Rule({
        "followUser#1",
        "unfollowUser#1",
        "getMyFollowersList#1",
        "getMyFollowingList#1",
        "getMutualFollowersList#1",
        "getUserFollowInfo#1",
        "checkFollowType#1"
    })
    void an_operator_may_switch_it_off() {
        var ann = signIn("ann");
        var off = new CompletableFuture<Boolean>();
        ann.chat.on(Events.SERVER_CONFIG_UPDATED, event -> off.complete(true));
        server.set("follow.enabled", false);
        try {
            result(off);
            for (Supplier<CompletableFuture<?>> call : List.<Supplier<CompletableFuture<?>>>of(
                    () -> ann.chat.followUser(List.of("bob")),
                    () -> ann.chat.unfollowUser(List.of("bob")),
                    () -> ann.chat.getMyFollowersList(""),
                    () -> ann.chat.getMyFollowingList(""),
                    () -> ann.chat.getMutualFollowersList(""),
                    () -> ann.chat.getUserFollowInfo(),
                    () -> ann.chat.checkFollowType(List.of("bob")))) {
                assertThat(errorOf(call.get()).code()).isEqualTo(ErrorCode.FEATURE_NOT_ENABLED.number());
            }
        } finally {
            server.set("follow.enabled", null);
        }
    }

    @Test
    @Rule({"followUser#2", "followUser#4", "unfollowUser#2", "checkFollowType#2"})
    void too_many_at_once_are_refused() {
        var ann = signIn("ann");
        var many = IntStream.range(0, 21).mapToObj(i -> "user-" + i).toList();
        assertThat(errorOf(ann.chat.followUser(many)).code()).isEqualTo(30001);
        assertThat(errorOf(ann.chat.unfollowUser(many)).code()).isEqualTo(30001);
        for (int i = 0; i < 20; i++) {
            result(ann.chat.checkFollowType(List.of("bob")));
        }
        assertThat(errorOf(ann.chat.checkFollowType(List.of("bob"))).code()).isEqualTo(2996);
    }

    @Test
    @Rule({"getMyFollowersList#2", "getMyFollowersList#3", "getMyFollowingList#2", "getMutualFollowersList#2"})
    void lists_come_in_pages_of_500() {
        var star = signIn("star");
        var fans = new ArrayList<String>();
        for (int i = 0; i < 501; i++) {
            var fan = signIn("fan");
            result(fan.chat.followUser(List.of(star.userID)));
            result(fan.chat.destroy());
            fans.add(fan.userID);
        }
        for (int i = 0; i < 501; i += 20) {
            result(star.chat.followUser(fans.subList(i, Math.min(i + 20, 501))));
        }
        for (Function<String, CompletableFuture<FollowPage>> list :
                List.<Function<String, CompletableFuture<FollowPage>>>of(
                        star.chat::getMyFollowersList,
                        star.chat::getMyFollowingList,
                        star.chat::getMutualFollowersList)) {
            var first = result(list.apply(""));
            var second = result(list.apply(first.nextCursor()));
            assertThat(first.resultList()).hasSize(500);
            assertThat(second.resultList()).hasSize(1);
            assertThat(second.nextCursor()).isEmpty();
            assertThat(Stream.concat(first.resultList().stream(), second.resultList().stream())
                            .map(user -> user.profile().userID()))
                    .containsExactlyInAnyOrderElementsOf(fans);
        }
    }

    @Test
    @Rule("followUser#3")
    void nobody_follows_more_than_five_thousand() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        try (var database = server.database();
                var follow = database.prepareStatement("""
                        INSERT INTO relation_head (tiny_id, following) VALUES (?, 4999)
                        ON CONFLICT (tiny_id) DO UPDATE SET following = excluded.following
                        """)) {
            follow.setLong(1, ann.messageTo(bob, "hi").messageId().senderTinyID());
            follow.executeUpdate();
        }

        assertThat(result(ann.chat.followUser(List.of(bob.userID))))
                .extracting(FollowOutcome::resultCode)
                .containsExactly(0);

        assertThat(errorOf(ann.chat.followUser(List.of(signIn("carol").userID))).code())
                .isEqualTo(30010);
    }
}
