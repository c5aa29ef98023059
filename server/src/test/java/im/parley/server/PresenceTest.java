package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Who is online, as other users and back ends see it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceTest {
    private static final int ONLINE = Types.USER_STATUS_ONLINE;
    private static final int OFFLINE = Types.USER_STATUS_OFFLINE;
    private static final int UNLOGINED = Types.USER_STATUS_UNLOGINED;

    private final AtomicInteger numbers = new AtomicInteger();
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String newUser(String name) throws Exception {
        var userID = name + numbers.incrementAndGet();
        server.rest("im_open_login_svc/account_import", "{\"UserID\":\"" + userID + "\"}");
        return userID;
    }

    private TestSocket signIn(String userID) {
        return signIn(userID, "phone");
    }

    private TestSocket signIn(String userID, String instanceID) {
        return server.signIn(userID, instanceID, "Android");
    }

    private static String users(String... userIDs) {
        return "{\"userIDList\":"
                + Stream.of(userIDs).map(userID -> '"' + userID + '"').collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private static JsonNode subscribe(TestSocket socket, String... userIDs) {
        var answer = socket.call("presence.subscribe", users(userIDs));
        assertThat(answer.path("code").asInt()).isZero();
        return answer.get("body");
    }

    /// The next status that a push tells of, as `user type custom`.
    private static String next(TestSocket socket) throws InterruptedException {
        var list = socket.push("presence.changed").get("userStatusList");
        assertThat(list).hasSize(1);
        return text(list.get(0));
    }

    private static String text(JsonNode status) {
        return (status.get("userID").asText()
                        + ' '
                        + status.get("statusType")
                        + ' '
                        + status.get("customStatus").asText())
                .strip();
    }

    private static List<String> get(TestSocket socket, String... userIDs) {
        var answer = socket.call("presence.get", users(userIDs));
        assertThat(answer.path("code").asInt()).isZero();
        return answer.get("body")
                .get("userStatusList")
                .valueStream()
                .map(PresenceTest::text)
                .toList();
    }

    private void set(String key, Object value) throws Exception {
        server.rest("settings/set", "{\"Settings\":{\"" + key + "\":" + value + "}}");
    }

    @Test
    @Rule({"subscribeUserStatus#6", "setSelfStatus#1", "setSelfStatus#3", "setSelfStatus#5", "logout#6"})
    void who_subscribed_hears_of_each_change() throws Exception {
        var ann = newUser("ann");
        var bob = signIn(newUser("bob"));
        var known = subscribe(bob, ann).get("userStatusList");
        assertThat(text(known.get(0))).isEqualTo(ann + " " + UNLOGINED);

        var phone = signIn(ann);
        assertThat(next(bob)).isEqualTo(ann + " " + ONLINE);
        for (int i = 0; i < 25; i++) {
            assertThat(phone.codeOf("presence.set", "{\"customStatus\":\"busy\"}"))
                    .isZero();
        }
        assertThat(next(bob)).isEqualTo(ann + " " + ONLINE + " busy");
        phone.call("presence.set", "{\"customStatus\":\"\"}");
        for (var status = next(bob); !status.equals(ann + " " + ONLINE); status = next(bob)) {
            assertThat(status).isEqualTo(ann + " " + ONLINE + " busy"); // what came within a moment is one push
        }
        phone.abort();
        assertThat(next(bob)).isEqualTo(ann + " " + OFFLINE);
        phone = signIn(ann);
        assertThat(next(bob)).isEqualTo(ann + " " + ONLINE);
        phone.call("session.logout", "{}");
        assertThat(next(bob)).isEqualTo(ann + " " + UNLOGINED);
    }

    @Test
    void a_user_is_online_until_the_last_instance_is_gone() throws Exception {
        var ann = newUser("ann");
        var bob = signIn(newUser("bob"));
        var phone = signIn(ann, "one");
        subscribe(bob, ann);
        var tablet = signIn(ann, "two");
        assertThat(get(bob, ann)).containsExactly(ann + " " + ONLINE);
        phone.call("presence.set", "{\"customStatus\":\"ready\"}");
        for (var status = next(bob); !status.endsWith("ready"); status = next(bob)) {
            assertThat(status).isEqualTo(ann + " " + ONLINE); // if that she came is told after the subscription
        }

        phone.call("session.logout", "{}");
        tablet.call("presence.set", "{\"customStatus\":\"here\"}");
        assertThat(next(bob)).isEqualTo(ann + " " + ONLINE + " here");
        tablet.abort();
        assertThat(next(bob)).isEqualTo(ann + " " + OFFLINE + " here");
    }

    @Test
    @Rule("setSelfStatus#1")
    void the_users_other_instances_hear_of_the_custom_status() throws Exception {
        var ann = newUser("ann");
        var phone = signIn(ann, "one");
        var tablet = signIn(ann, "two");

        var answer = phone.call("presence.set", "{\"customStatus\":\"busy\"}").get("body");

        assertThat(text(answer.get("status"))).isEqualTo(ann + " " + ONLINE + " busy");
        assertThat(next(tablet)).isEqualTo(ann + " " + ONLINE + " busy");
        assertThat(phone.codeOf("presence.set", "{\"customStatus\":\"" + "é".repeat(128) + "\"}"))
                .isZero();
        assertThat(phone.codeOf("presence.set", "{\"customStatus\":\"" + "é".repeat(129) + "\"}"))
                .isEqualTo(40001);
    }

    @Test
    @Rule("setSelfStatus#4")
    void a_custom_status_is_cleared_some_time_after_everybody_has_left() throws Exception {
        var ann = newUser("ann");
        var bob = signIn(newUser("bob"));
        var phone = signIn(ann);
        phone.call("presence.set", "{\"customStatus\":\"busy\"}");
        set("status.clearCustomAfterLogout", 1);
        subscribe(bob, ann);

        phone.call("session.logout", "{}");

        var status = next(bob);
        while (status.equals(ann + " " + ONLINE + " busy")) { // that she came may be told after the subscription
            status = next(bob);
        }
        assertThat(status).isEqualTo(ann + " " + UNLOGINED + " busy");
        assertThat(next(bob)).isEqualTo(ann + " " + UNLOGINED);
        set("status.clearCustomAfterLogout", 60);
    }

    @Test
    @Rule({"getUserStatus#1", "getUserStatus#2", "getUserStatus#3", "getUserStatus#5"})
    void queries_of_others_have_a_rate_and_the_own_status_comes_first() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        var phone = signIn(ann);

        var answer = phone.call("presence.get", users(bob, "nobody", ann, bob)).get("body");

        assertThat(answer.get("userStatusList").valueStream().map(PresenceTest::text))
                .containsExactly(ann + " " + ONLINE, bob + " " + UNLOGINED);
        assertThat(answer.at("/failureUserIDList/0/userID").asText()).isEqualTo("nobody");
        assertThat(answer.at("/failureUserIDList/0/code").asInt()).isEqualTo(70107);
        for (int i = 1; i < 20; i++) {
            get(phone, bob);
        }
        assertThat(phone.codeOf("presence.get", users(bob))).isEqualTo(2996);
        assertThat(get(phone, ann)).containsExactly(ann + " " + ONLINE);
        var many = IntStream.rangeClosed(0, 500).mapToObj(i -> "user" + i).toArray(String[]::new);
        assertThat(phone.codeOf("presence.get", users(many))).isEqualTo(40001);
        assertThat(phone.codeOf("presence.get", users())).isEqualTo(40001);
    }

    @Test
    @Rule({"subscribeUserStatus#1", "unsubscribeUserStatus#1"})
    void subscribing_has_a_rate() throws Exception {
        var phone = signIn(newUser("ann"));
        for (int i = 0; i < 20; i++) {
            assertThat(phone.codeOf("presence.subscribe", users("nobody"))).isZero();
            assertThat(phone.codeOf("presence.unsubscribe", users("nobody"))).isZero();
        }
        assertThat(phone.codeOf("presence.subscribe", users("nobody"))).isEqualTo(2996);
        assertThat(phone.codeOf("presence.unsubscribe", users("nobody"))).isEqualTo(2996);
        var many = IntStream.rangeClosed(0, 100).mapToObj(i -> "user" + i).toArray(String[]::new);
        assertThat(phone.codeOf("presence.subscribe", users(many))).isEqualTo(40001);
        assertThat(phone.codeOf("presence.unsubscribe", users(many))).isEqualTo(40001);
    }

    @Test
    @Rule({"subscribeUserStatus#3", "subscribeUserStatus#4", "unsubscribeUserStatus#2", "unsubscribeUserStatus#3"})
    void the_oldest_subscriptions_make_room_and_any_can_be_ended() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        var cid = newUser("cid");
        var dora = newUser("dora");
        var me = newUser("me");
        var phone = signIn(me);
        set("status.maxSubscriptions", 2);
        try {
            subscribe(phone, ann, bob);
            assertThat(subscribe(phone, ann).get("evictedUserIDList")).isEmpty(); // is the newest now
            var answer = subscribe(phone, cid, me, "nobody");
            assertThat(answer.get("evictedUserIDList").get(0).asText()).isEqualTo(bob);
            assertThat(answer.get("failureUserIDList")
                            .valueStream()
                            .map(it -> it.get("code").asInt()))
                    .containsExactlyInAnyOrder(40001, 70107);
        } finally {
            set("status.maxSubscriptions", 200);
        }
        var bobs = signIn(bob);
        signIn(ann);
        assertThat(next(phone)).isEqualTo(ann + " " + ONLINE); // and not bob's

        phone.call("presence.unsubscribe", users(ann));
        signIn(ann, "other").call("presence.set", "{\"customStatus\":\"busy\"}");
        signIn(cid);
        assertThat(next(phone)).isEqualTo(cid + " " + ONLINE);

        subscribe(phone, dora);
        phone.call("presence.unsubscribe", users());
        signIn(dora);
        subscribe(phone, bob);
        bobs.call("session.logout", "{}");
        assertThat(next(phone)).isEqualTo(bob + " " + UNLOGINED); // and not dora's
    }

    @Test
    @Rule({
        "subscribeUserStatus#1",
        "subscribeUserStatus#2",
        "unsubscribeUserStatus#1",
        "getUserStatus#2",
        "setSelfStatus#2"
    })
    void friends_hear_without_asking_unless_it_is_switched_off() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        var bobs = signIn(bob);
        var friend = "{\"userID\":\"" + ann + "\",\"source\":\"AddSource_Type_Test\",\"type\":\"Add_Type_Single\"}";
        assertThat(bobs.codeOf("friend.add", friend)).isZero();

        var phone = signIn(ann);
        assertThat(next(bobs)).isEqualTo(ann + " " + ONLINE);
        phone.call("presence.set", "{\"customStatus\":\"busy\"}");
        assertThat(next(bobs)).isEqualTo(ann + " " + ONLINE + " busy");

        set("status.queryAndNotify", false);
        try {
            bobs.push("settings.updated");
            for (var op : List.of("presence.get", "presence.subscribe", "presence.unsubscribe")) {
                assertThat(bobs.codeOf(op, users(ann))).as(op).isEqualTo(3122);
            }
            assertThat(get(bobs, bob)).containsExactly(bob + " " + ONLINE);
            assertThat(phone.codeOf("presence.set", "{\"customStatus\":\"quiet\"}"))
                    .isZero();
        } finally {
            set("status.queryAndNotify", true);
        }
        bobs.push("settings.updated"); // and nothing of "quiet" before
        phone.call("presence.set", "{\"customStatus\":\"loud\"}");
        assertThat(next(bobs)).isEqualTo(ann + " " + ONLINE + " loud");
    }

    @Test
    void a_back_end_asks_who_is_online() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        signIn(ann);

        var answer = server.rest(
                "openim/query_online_status",
                "{\"IsNeedDetail\":1,\"To_Account\":[\"" + ann + "\",\"" + bob + "\",\"nobody\"]}");
        assertThat(answer.get("QueryResult").toString())
                .isEqualTo("[{\"To_Account\":\"" + ann
                        + "\",\"Status\":\"Online\",\"Detail\":[{\"Platform\":\"Android\",\"Status\":\"Online\"}]},{\"To_Account\":\""
                        + bob + "\",\"Status\":\"Offline\"}]");
        assertThat(answer.get("ErrorList").toString()).isEqualTo("[{\"To_Account\":\"nobody\",\"ErrorCode\":70107}]");
        var old = server.rest("openim/querystate", "{\"To_Account\":[\"" + ann + "\"]}");
        assertThat(old.get("QueryResult").toString())
                .isEqualTo("[{\"To_Account\":\"" + ann + "\",\"State\":\"Online\"}]");
        assertThat(server.rest("openim/querystate", "{}").get("ErrorCode").asInt())
                .isEqualTo(90003);
    }
}
