package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.presence.UserStatus;
import im.parley.protocol.relation.UserFailure;
import im.parley.protocol.session.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section E: who is online.
class StatusTest extends Scenario {
    private static String text(UserStatus status) {
        return (status.userID() + " " + status.statusType() + " " + status.customStatus()).strip();
    }

    private static List<String> next(Person person) {
        return person.await(Events.USER_STATUS_UPDATED).stream()
                .map(StatusTest::text)
                .toList();
    }

    private static String online(Person person) {
        return person.userID + " " + Types.USER_STATUS_ONLINE;
    }

    private static String unlogined(Person person) {
        return person.userID + " " + Types.USER_STATUS_UNLOGINED;
    }

    private static List<String> get(Person asker, String... userIDs) {
        return result(asker.chat.getUserStatus(List.of(userIDs))).successUserList().stream()
                .map(StatusTest::text)
                .toList();
    }

    @Test
    @Rule({
        "setSelfStatus#1",
        "setSelfStatus#3",
        "setSelfStatus#5",
        "subscribeUserStatus#6",
        "unsubscribeUserStatus#3",
        "logout#6"
    })
    void who_subscribed_hears_of_each_change_once() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        assertThat(result(bob.chat.subscribeUserStatus(List.of(ann.userID))).failureUserList())
                .isEmpty();

        for (int i = 0; i < 30; i++) {
            assertThat(text(result(ann.chat.setSelfStatus("busy")))).isEqualTo(online(ann) + " busy");
        }
        for (var one : List.of(ann, annToo, bob)) {
            assertThat(next(one)).containsExactly(online(ann) + " busy");
        }
        result(ann.chat.setSelfStatus(""));
        for (var one : List.of(ann, annToo, bob)) {
            assertThat(next(one)).containsExactly(online(ann));
        }
        result(ann.chat.logout());
        result(annToo.chat.logout());
        assertThat(next(bob)).containsExactly(unlogined(ann));
        result(bob.chat.unsubscribeUserStatus(List.of(ann.userID)));
        ann.logIn();
        result(ann.chat.setSelfStatus("back"));
        assertThat(get(bob, ann.userID)).containsExactly(online(ann) + " back");
        result(bob.chat.setSelfStatus("mine"));
        assertThat(next(bob)).containsExactly(online(bob) + " mine"); // and nothing of ann's before
    }

    @Test
    @Rule("setSelfStatus#4")
    void a_custom_status_is_cleared_after_a_while() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(ann.chat.setSelfStatus("busy"));
        result(bob.chat.subscribeUserStatus(List.of(ann.userID)));
        server.set("status.clearCustomAfterLogout", 1);
        try {
            result(ann.chat.logout());
            assertThat(next(bob)).containsExactly(unlogined(ann) + " busy");
            assertThat(next(bob)).containsExactly(unlogined(ann));
        } finally {
            server.set("status.clearCustomAfterLogout", null);
        }
    }

    @Test
    @Rule({"getUserStatus#1", "getUserStatus#2", "getUserStatus#3", "getUserStatus#4", "getUserStatus#5"})
    void statuses_are_asked_for_as_often_as_the_rate_allows() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var list = result(ann.chat.getUserStatus(List.of("nobody", bob.userID, ann.userID)));
        assertThat(list.successUserList()).extracting(StatusTest::text).containsExactly(online(ann), online(bob));
        assertThat(list.failureUserList()).extracting(UserFailure::code).containsExactly(70107);
        assertThatThrownBy(() -> ann.chat.getUserStatus(List.of())).hasMessageStartingWith("Params validate failed.");

        var many = IntStream.range(0, 500).mapToObj(i -> "unheard-of-" + i);
        assertThat(get(ann, Stream.concat(many, Stream.of(bob.userID)).toArray(String[]::new)))
                .isEmpty();
        for (int i = 2; i < 20; i++) {
            get(ann, bob.userID);
        }
        assertThat(errorOf(ann.chat.getUserStatus(List.of(bob.userID))).code()).isEqualTo(2996);
        assertThat(get(ann, ann.userID)).containsExactly(online(ann));
    }

    @Test
    void what_is_no_userID_is_told_by_itself() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var wanted = List.of("x".repeat(33), "é", "@TIM#SYSTEM", "with\0zero", bob.userID);
        var list = result(ann.chat.getUserStatus(wanted));
        assertThat(list.successUserList()).extracting(StatusTest::text).containsExactly(online(bob));
        for (var failures : List.of(
                list.failureUserList(),
                result(ann.chat.subscribeUserStatus(wanted)).failureUserList(),
                result(ann.chat.unsubscribeUserStatus(wanted)).failureUserList())) {
            assertThat(failures).extracting(UserFailure::userID).isEqualTo(wanted.subList(0, 4));
            assertThat(failures).extracting(UserFailure::code).containsOnly(70107);
        }
    }

    @Test
    @Rule({"subscribeUserStatus#1", "subscribeUserStatus#4", "unsubscribeUserStatus#1"})
    void subscribing_has_a_rate_and_leaves_out_the_user() {
        var ann = signIn("ann");
        var failures = result(ann.chat.subscribeUserStatus(List.of(ann.userID, "nobody")));
        assertThat(failures.failureUserList()).extracting(UserFailure::code).containsExactlyInAnyOrder(40001, 70107);
        for (int i = 1; i < 20; i++) {
            result(ann.chat.subscribeUserStatus(List.of("nobody")));
        }
        assertThat(errorOf(ann.chat.subscribeUserStatus(List.of("nobody"))).code())
                .isEqualTo(2996);
        for (int i = 0; i < 20; i++) {
            result(ann.chat.unsubscribeUserStatus());
        }
        assertThat(errorOf(ann.chat.unsubscribeUserStatus()).code()).isEqualTo(2996);
    }

    @Test
    @Rule({"subscribeUserStatus#3", "unsubscribeUserStatus#2"})
    void the_oldest_subscriptions_make_room() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        server.set("status.maxSubscriptions", 1);
        try {
            result(cid.chat.subscribeUserStatus(List.of(ann.userID)));
            result(cid.chat.subscribeUserStatus(List.of(bob.userID)));
        } finally {
            server.set("status.maxSubscriptions", null);
        }
        result(ann.chat.setSelfStatus("unheard"));
        result(bob.chat.setSelfStatus("heard"));
        assertThat(next(cid)).containsExactly(online(bob) + " heard");
        result(cid.chat.unsubscribeUserStatus());
        result(bob.chat.setSelfStatus("unheard"));
        result(cid.chat.subscribeUserStatus(List.of(ann.userID)));
        result(ann.chat.setSelfStatus("heard"));
        assertThat(next(cid)).containsExactly(online(ann) + " heard");
    }

    @Test
    @Rule({"subscribeUserStatus#5", "subscribeUserStatus#6"})
    void subscriptions_outlast_a_lost_connection_and_what_was_missed_is_told() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        try (var cable = new Cable(server.port())) {
            var cid = person(
                            server.freshUserID("cid"),
                            ChatOptions.of(TestServer.APP, cable.address()).withPlatform(Platform.LINUX))
                    .logIn();
            result(cid.chat.subscribeUserStatus(List.of(ann.userID, bob.userID)));
            cable.pullOut();
            result(ann.chat.setSelfStatus("missed"));
            cable.plugIn();

            assertThat(next(cid)).containsExactly(online(ann) + " missed");
            result(bob.chat.setSelfStatus("heard"));
            assertThat(next(cid)).containsExactly(online(bob) + " heard");

            result(cid.chat.logout());
            cid.logIn();
            result(bob.chat.setSelfStatus("unheard")); // who signs out has no subscriptions any more
            result(cid.chat.setSelfStatus("mine"));
            assertThat(next(cid)).containsExactly(online(cid) + " mine");
        }
    }

    @Test
    void strangers_are_not_asked_about_again_after_a_lost_connection() {
        var ann = signIn("ann");
        var strangers = Stream.of("one", "two", "three")
                .flatMap(way -> server.registered("stranger-from-way-" + way, 100).stream())
                .toList();
        try (var cable = new Cable(server.port())) {
            var cid = person(server.freshUserID("cid"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            result(cid.chat.addFriend(new AddFriendOptions(ann.userID, "AddSource_Type_Test")));
            result(cid.chat.getUserStatus(strangers));
            result(cid.chat.subscribeUserStatus(strangers.subList(0, 100)));
            result(cid.chat.unsubscribeUserStatus(strangers.subList(0, 100)));
            get(cid, ann.userID);
            cable.pullOut();
            result(ann.chat.setSelfStatus("missed"));
            var before = cable.sent();
            cable.plugIn();

            assertThat(next(cid)).containsExactly(online(ann) + " missed");
            var names = strangers.stream().mapToInt(String::length).sum();
            assertThat(cable.sent() - before).isLessThan(names);
        }
    }

    @Test
    @Rule({"subscribeUserStatus#2", "unsubscribeUserStatus#3", "setSelfStatus#1"})
    void what_friends_and_other_instances_did_meanwhile_is_told_and_of_others_nothing() {
        var ann = signIn("ann");
        var eve = signIn("eve");
        try (var cable = new Cable(server.port())) {
            var cid = person(
                            server.freshUserID("cid"),
                            ChatOptions.of(TestServer.APP, cable.address()).withPlatform(Platform.LINUX))
                    .logIn();
            var cidToo = anotherInstanceOf(cid);
            result(cid.chat.addFriend(new AddFriendOptions(ann.userID, "AddSource_Type_Test")));
            result(cid.chat.subscribeUserStatus(List.of(eve.userID)));
            result(cid.chat.unsubscribeUserStatus(List.of(eve.userID)));
            get(cid, ann.userID);
            cable.pullOut();
            result(ann.chat.setSelfStatus("missed"));
            result(eve.chat.setSelfStatus("unheard"));
            result(cidToo.chat.setSelfStatus("mine"));
            cable.plugIn();

            var told = new ArrayList<String>();
            while (!told.containsAll(List.of(online(ann) + " missed", online(cid) + " mine"))) {
                told.addAll(next(cid));
            }
            result(cid.chat.setSelfStatus("later"));
            told.addAll(next(cid));
            assertThat(told).last().isEqualTo(online(cid) + " later");
            assertThat(told).doesNotContain(online(eve) + " unheard");
        }
    }

    @Test
    @Rule({
        "subscribeUserStatus#2",
        "subscribeUserStatus#1",
        "unsubscribeUserStatus#1",
        "getUserStatus#1",
        "getUserStatus#2",
        "setSelfStatus#2",
        "general#5"
    })
    void friends_hear_without_asking_unless_it_is_switched_off() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(bob.chat.addFriend(new AddFriendOptions(ann.userID, "AddSource_Type_Test")));
        result(ann.chat.setSelfStatus("busy"));
        bob.awaitUntil( // that ann came may be told before
                Events.USER_STATUS_UPDATED, list -> text(list.getFirst()).equals(online(ann) + " busy"));
        var off = new CompletableFuture<Boolean>();
        bob.chat.on(Events.SERVER_CONFIG_UPDATED, event -> off.complete(true));
        server.set("status.queryAndNotify", false);
        try {
            result(off);
            for (var call : List.of(
                    bob.chat.getUserStatus(List.of(ann.userID)),
                    bob.chat.subscribeUserStatus(List.of(ann.userID)),
                    bob.chat.unsubscribeUserStatus())) {
                assertThat(errorOf(call).code()).isEqualTo(ErrorCode.FEATURE_NOT_ENABLED.number());
            }
            assertThat(get(bob, bob.userID)).containsExactly(online(bob));
            assertThat(text(result(ann.chat.setSelfStatus("quiet")))).endsWith("quiet");
        } finally {
            server.set("status.queryAndNotify", null);
        }
        result(ann.chat.logout());
        bob.awaitUntil( // what was said a moment before may be told now
                Events.USER_STATUS_UPDATED, list -> text(list.getFirst()).equals(unlogined(ann) + " quiet"));
    }
}
