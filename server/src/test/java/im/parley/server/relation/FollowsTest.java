package im.parley.server.relation;

import static im.parley.server.relation.People.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.Rule;
import im.parley.protocol.relation.CheckFollows;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowList;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import im.parley.protocol.relation.FollowUsers;
import im.parley.protocol.relation.GetFollowCounts;
import im.parley.protocol.relation.ListFollows;
import im.parley.protocol.relation.UnfollowUsers;
import im.parley.server.relation.People.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowsTest {
    private final People people = new People();

    @AfterAll
    void end() {
        people.close();
    }

    private static List<Integer> follow(User user, User... others) {
        return user.node.follows.follow(user.caller, new FollowUsers(names(others))).resultList().stream()
                .map(FollowOutcome::resultCode)
                .toList();
    }

    private static void unfollow(User user, User... others) {
        user.node.follows.unfollow(user.caller, new UnfollowUsers(names(others)));
    }

    private static List<String> names(User... users) {
        return Stream.of(users).map(user -> user.userID).toList();
    }

    private static List<String> list(User user, FollowList list) {
        return user.node.follows.list(user.caller, new ListFollows(list, null)).followList().stream()
                .map(entry -> entry.profile().userID())
                .toList();
    }

    private static FollowCounts counts(User user) {
        return user.node
                .follows
                .counts(user.caller, new GetFollowCounts(List.of(user.userID)))
                .followInfoList()
                .getFirst();
    }

    @Test
    @Rule({"followUser#1", "followUser#2", "checkFollowType#1", "getUserFollowInfo#1"})
    void following_each_other_is_mutual_until_one_stops() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol");

        assertThat(follow(ann, bob, carol, ann)).containsExactly(0, 0, 30001);
        assertThat(follow(bob, ann)).containsExactly(0);
        assertThat(follow(bob, ann)).containsExactly(0); // once more changes nothing

        assertThat(list(ann, FollowList.FOLLOWING)).containsExactly(carol.userID, bob.userID);
        assertThat(list(ann, FollowList.FOLLOWERS)).containsExactly(bob.userID);
        assertThat(list(bob, FollowList.MUTUAL)).containsExactly(ann.userID);
        assertThat(counts(ann)).isEqualTo(new FollowCounts(ann.userID, 1, 2, 1));
        assertThat(counts(carol)).isEqualTo(new FollowCounts(carol.userID, 1, 0, 0));
        assertThat(ann.node
                        .follows
                        .check(ann.caller, new CheckFollows(List.of(bob.userID, carol.userID, "nobody")))
                        .followTypeList())
                .extracting(FollowRelation::followType)
                .containsExactly(3, 2, 0);
        assertThat(carol.node
                        .follows
                        .check(carol.caller, new CheckFollows(List.of(ann.userID)))
                        .followTypeList())
                .extracting(FollowRelation::followType)
                .containsExactly(1);

        unfollow(ann, bob);
        unfollow(ann, bob);
        assertThat(list(ann, FollowList.MUTUAL)).isEmpty();
        assertThat(list(bob, FollowList.MUTUAL)).isEmpty();
        assertThat(counts(ann)).isEqualTo(new FollowCounts(ann.userID, 1, 1, 0));
        assertThat(counts(bob)).isEqualTo(new FollowCounts(bob.userID, 0, 1, 0));
    }

    @Test
    @Rule({"followUser#3", "followUser#4", "unfollowUser#2", "checkFollowType#3"})
    void limits_refuse_a_call_as_a_whole() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol");
        people.store.jdbi().useHandle(handle -> {
            handle.execute("""
                    INSERT INTO follow (follower, followed, followed_at, mutual)
                    SELECT ?, n, 0, false FROM generate_series(1, 4999) AS n
                    """, ann.tinyID);
            handle.execute("INSERT INTO relation_head (tiny_id, following) VALUES (?, 4999)", ann.tinyID);
        });

        assertThat(codeOf(() -> follow(ann, bob, carol))).isEqualTo(30010);
        assertThat(counts(bob).followersCount()).isZero();
        follow(ann, bob);
        assertThat(codeOf(() -> follow(ann, carol))).isEqualTo(30010);
        follow(ann, bob); // is followed already
        var tooMany = IntStream.range(0, 21).mapToObj(i -> "user" + i).toList();
        assertThat(codeOf(() -> new FollowUsers(tooMany))).isEqualTo(30001);
        assertThat(codeOf(() -> new UnfollowUsers(tooMany))).isEqualTo(30001);
        assertThat(codeOf(() -> new CheckFollows(
                        IntStream.range(0, 101).mapToObj(i -> "user" + i).toList())))
                .isEqualTo(30001);
    }

    @Test
    @Rule("followUser#3")
    void an_operator_may_allow_fewer() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        people.one.settings.set(
                Map.of("follow.maxFollowing", IntNode.valueOf(1), "friend.maxFriends", IntNode.valueOf(1)));
        try {
            follow(ann, bob);
            assertThat(codeOf(() -> follow(ann, people.newUser("carol")))).isEqualTo(30010);
            assertThat(ann.adds(bob)).isZero();
            assertThat(ann.adds(people.newUser("carol"))).isEqualTo(30010);
            assertThat(people.newUser("carol").adds(bob)).isEqualTo(30014);
        } finally {
            people.one.settings.set(
                    Map.of("follow.maxFollowing", NullNode.instance, "friend.maxFriends", NullNode.instance));
        }
    }

    @Test
    @Rule("checkFollowType#2")
    void checks_have_a_rate() {
        var ann = people.newUser("ann");
        var check = new CheckFollows(List.of("bob"));
        for (int i = 0; i < 20; i++) {
            ann.node.follows.check(ann.caller, check);
        }
        assertThat(codeOf(() -> ann.node.follows.check(ann.caller, check))).isEqualTo(2996);
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
    void all_of_it_can_be_switched_off() {
        var ann = people.newUser("ann");
        var follows = ann.node.follows;
        people.one.settings.set(Map.of("follow.enabled", BooleanNode.FALSE));
        try {
            for (Runnable call : List.<Runnable>of(
                    () -> follow(ann, ann),
                    () -> unfollow(ann, ann),
                    () -> list(ann, FollowList.FOLLOWERS),
                    () -> list(ann, FollowList.FOLLOWING),
                    () -> list(ann, FollowList.MUTUAL),
                    () -> counts(ann),
                    () -> follows.check(ann.caller, new CheckFollows(List.of("bob"))))) {
                assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                ChatException.class,
                                refused -> assertThat(refused.code()).isEqualTo(3122));
            }
        } finally {
            people.one.settings.set(Map.of("follow.enabled", BooleanNode.TRUE));
        }
    }

    @Test
    @Rule({"getMyFollowersList#2", "getMyFollowersList#3", "getMutualFollowersList#2", "getMyFollowingList#2"})
    void a_million_followers_are_paged_as_fast_as_a_thousand() {
        var star = people.newUser("star");
        people.store.jdbi().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO account (user_id, created_at) SELECT 'fan-' || n, 0 FROM generate_series(1, 1200) AS n");
            handle.execute("""
                    INSERT INTO follow (follower, followed, followed_at, mutual)
                    SELECT n, ?, 0, false FROM generate_series(1, 1000000) AS n
                    """, star.tinyID);
            handle.execute("""
                    INSERT INTO follow (follower, followed, followed_at, mutual)
                    SELECT tiny_id, ?, 0, false FROM account WHERE user_id LIKE 'fan-%' ORDER BY tiny_id
                    """, star.tinyID);
            handle.execute("INSERT INTO relation_head (tiny_id, followers) VALUES (?, 1001200)", star.tinyID);
            handle.execute("ANALYZE follow");
        });
        var names = new ArrayList<String>();
        var pages = new ArrayList<Integer>();
        String cursor = null;
        for (int i = 0; i < 3; i++) {
            var page = star.node.follows.list(star.caller, new ListFollows(FollowList.FOLLOWERS, cursor));
            page.followList().forEach(entry -> names.add(entry.profile().userID()));
            pages.add(page.followList().size());
            cursor = page.cursor();
        }
        assertThat(pages).containsExactly(500, 500, 200); // below are those without accounts
        assertThat(names).doesNotHaveDuplicates().hasSize(1200);
        assertThat(names.getFirst()).isEqualTo("fan-1200");

        var far = Long.toString(500_000);
        var plan = people.store
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "EXPLAIN SELECT follower FROM follow WHERE followed = :user AND ordinal < 500000"
                                        + " ORDER BY ordinal DESC LIMIT 501")
                        .bind("user", star.tinyID)
                        .mapTo(String.class)
                        .list());
        assertThat(String.join("\n", plan))
                .contains("Index Scan Backward using follow_followers")
                .doesNotContain("Sort");
        assertThat(Duration.ofNanos(
                        timeOf(() -> star.node.follows.list(star.caller, new ListFollows(FollowList.FOLLOWERS, far)))))
                .isLessThan(Duration.ofSeconds(2)); // a count or an offset would read half a million rows

        var fan = people.newUser("fan");
        follow(fan, star);
        assertThat(counts(star).followersCount()).isEqualTo(1_001_201);
    }

    private static long timeOf(Runnable call) {
        var begun = System.nanoTime();
        call.run();
        return System.nanoTime() - begun;
    }

    @Test
    void whatever_happens_at_once_counts_and_lists_agree() throws Exception {
        var users = IntStream.range(0, 5)
                .mapToObj(i -> i % 2 == 0
                        ? people.newUser("any")
                        : people.newUser("any").on(people.other))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                var calls = new ArrayList<Callable<Void>>();
                for (var user : users) {
                    var random = new Random(31L * round + user.tinyID);
                    calls.add(() -> {
                        act(user, users, random);
                        return null;
                    });
                }
                for (var done : threads.invokeAll(calls)) {
                    done.get();
                }
                users.forEach(user -> checkAgreement(user, users));
            }
        }
    }

    private static void act(User user, List<User> users, Random random) {
        var others = users.stream()
                .filter(other -> other != user && random.nextBoolean())
                .toArray(User[]::new);
        if (others.length == 0) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> unfollow(user, others);
            case 1 -> user.blocks(others);
            default -> follow(user, others);
        }
    }

    private static void checkAgreement(User user, List<User> users) {
        var following = list(user, FollowList.FOLLOWING);
        var followers = list(user, FollowList.FOLLOWERS);
        var mutual = list(user, FollowList.MUTUAL);
        assertThat(mutual)
                .containsExactlyInAnyOrderElementsOf(
                        following.stream().filter(followers::contains).toList());
        assertThat(counts(user))
                .isEqualTo(new FollowCounts(user.userID, followers.size(), following.size(), mutual.size()));
        for (var other : users) {
            assertThat(list(other, FollowList.FOLLOWERS).contains(user.userID))
                    .isEqualTo(following.contains(other.userID));
        }
    }
}
