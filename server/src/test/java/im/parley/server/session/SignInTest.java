package im.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.CloseReason;
import im.parley.protocol.Rule;
import im.parley.protocol.UserSig;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Platform;
import im.parley.server.operation.FakeConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private final TestCluster cluster = new TestCluster();
    private final TestCluster.Node node = cluster.start("one");

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void the_first_login_makes_the_account_and_the_next_one_finds_it() {
        var first = node.signIn.signIn(new FakeConnection(), login("alice", "a1"));
        var second = node.signIn.signIn(new FakeConnection(), login("alice", "a1"));

        assertThat(Long.parseLong(first.tinyID())).isGreaterThan(144_115_200_000_000_000L);
        assertThat(second.tinyID()).isEqualTo(first.tinyID());
        assertThat(first.profile().userID()).isEqualTo("alice");
        assertThat(first.profile().allowType()).isEqualTo("AllowType_Type_AllowAny");
        assertThat(first.serverTime()).isEqualTo(cluster.clock.millis());
        assertThat(first.expireTime()).isEqualTo(cluster.clock.instant().getEpochSecond() + 3600);
        assertThat(first.config().heartbeat()).isEqualTo(30);
        assertThat(first.config().maxConversations()).isEqualTo(500);
    }

    @Test
    @Rule("login#2")
    void by_default_a_second_page_signs_the_first_one_out() throws Exception {
        var first = signIn(node, "alice", "a1");
        var second = signIn(node, "alice", "a2");

        assertKicked(first, "multipleAccount");
        assertThat(second.closed()).isNull();
        assertThat(node.sessions.count()).isEqualTo(1);
        TestCluster.await("its row is removed", () -> assertThat(cluster.rows()).containsExactly("a2@one"));
    }

    @Test
    @Rule({"login#3", "logout#3"})
    void with_a_limit_of_two_the_third_signs_out_the_first_only() throws Exception {
        node.settings.set(Map.of("login.maxWebInstances", IntNode.valueOf(2)));
        var first = signIn(node, "alice", "a1");
        cluster.clock.advance(Duration.ofMillis(1));
        var second = signIn(node, "alice", "a2");
        assertThat(first.closed()).isNull();
        cluster.clock.advance(Duration.ofMillis(1));
        var third = signIn(node, "alice", "a3");

        assertKicked(first, "multipleAccount");
        assertThat(second.closed()).isNull();
        assertThat(third.closed()).isNull();
    }

    @Test
    void a_phone_that_may_not_stay_is_told_so() throws Exception {
        node.settings.set(Map.of("login.multiDevicePolicy", TextNode.valueOf("double")));
        var phone = signIn(node, "alice", "phone", Platform.ANDROID);
        var page = signIn(node, "alice", "page", Platform.WEB);
        assertThat(phone.closed()).isNull();

        signIn(node, "alice", "pad", Platform.IPAD);
        assertKicked(phone, "multipleDevice");
        assertThat(page.closed()).isNull();
    }

    @Test
    void other_users_are_left_alone() {
        var alice = signIn(node, "alice", "a1");
        signIn(node, "bob", "b1");
        assertThat(alice.closed()).isNull();
    }

    @Test
    void an_instance_that_connects_again_replaces_its_socket_and_keeps_its_age() {
        node.settings.set(Map.of("login.maxWebInstances", IntNode.valueOf(2)));
        var old = signIn(node, "alice", "a1");
        cluster.clock.advance(Duration.ofSeconds(1));
        var other = signIn(node, "alice", "a2");
        cluster.clock.advance(Duration.ofSeconds(1));
        var again = signIn(node, "alice", "a1");

        assertThat(old.closed()).isEqualTo(CloseReason.REPLACED);
        assertThat(old.unread()).isZero();
        assertThat(other.closed()).isNull();

        cluster.clock.advance(Duration.ofSeconds(1));
        signIn(node, "alice", "a3");
        assertThat(again.closed()).as("still the oldest").isEqualTo(CloseReason.KICKED_OUT);
        assertThat(other.closed()).isNull();
    }

    @Test
    void a_replaced_socket_does_not_take_the_new_row_with_it() {
        signIn(node, "alice", "a1");
        var again = signIn(node, "alice", "a1");
        var gone = signIn(node, "bob", "b1");
        gone.close(CloseReason.GOING_AWAY);

        TestCluster.await(
                "what ended is removed", () -> assertThat(cluster.rows()).containsExactly("a1@one"));
        assertThat(again.closed()).isNull();
        assertThat(node.sessions.count()).isEqualTo(1);
    }

    @Test
    void listeners_hear_how_each_session_ended_but_not_that_it_was_replaced() {
        var heard = heard();

        signIn(node, "alice", "a1");
        signIn(node, "alice", "a1").close(CloseReason.IDLE);
        signIn(node, "alice", "a2");
        signIn(node, "alice", "a3").close(CloseReason.SLOW_READER);
        signIn(node, "alice", "a4");
        cluster.clock.advance(Duration.ofHours(1));

        TestCluster.await(
                "the UserSig has ended",
                () -> assertThat(heard)
                        .containsExactly(
                                "a1 began []",
                                "a1 began []",
                                "a1 SILENT",
                                "a2 began []",
                                "a3 began [WEB]",
                                "a3 LOST",
                                "a4 began []",
                                "a4 SIGNED_OUT"));
    }

    private Queue<String> heard() {
        var heard = new ConcurrentLinkedQueue<String>();
        node.service.onChange(new SessionListener() {
            @Override
            public void began(Session session, List<Platform> leaving) {
                heard.add(session.instanceID() + " began " + leaving);
            }

            @Override
            public void ended(Session session, Ending how) {
                heard.add(session.instanceID() + " " + how);
            }

            @Override
            public void orphaned(List<Orphan> sessions) {
                sessions.forEach(orphan -> heard.add(orphan.platform() + " orphaned"));
            }
        });
        return heard;
    }

    @Test
    void listeners_hear_of_sessions_whose_node_has_died() {
        var heard = heard();
        cluster.store.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO node (incarnation, name, alive_until) VALUES ('gone#1', 'gone', now())");
            handle.execute("INSERT INTO session (tiny_id, instance_id, node, connection_id, platform, signed_in_at)"
                    + " VALUES (1, 'phone', 'gone#1', 1, 'IPHONE', 0)");
        });

        TestCluster.await("it is found out", 10, () -> assertThat(heard).containsExactly("IPHONE orphaned"));
    }

    @Test
    void kicks_and_replacements_cross_nodes() throws Exception {
        var two = cluster.start("two");
        var first = signIn(node, "alice", "a1");
        var second = signIn(two, "alice", "a2");
        assertKicked(first, "multipleAccount");

        var moved = signIn(node, "alice", "a2");
        assertThat(second.closed()).isEqualTo(CloseReason.REPLACED);
        assertThat(moved.closed()).isNull();
        TestCluster.await("one row is left", () -> assertThat(cluster.rows()).containsExactly("a2@one"));
    }

    @Test
    void sessions_of_a_dead_node_do_not_count() {
        node.settings.set(Map.of("login.maxWebInstances", IntNode.valueOf(2)));
        var two = cluster.start("two");
        var living = signIn(node, "alice", "a1");
        signIn(two, "alice", "a2");
        two.die();
        cluster.store
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE node SET alive_until = clock_timestamp() - interval '1 second' WHERE name = 'two'"));

        signIn(node, "alice", "a3");
        assertThat(living.closed()).isNull();
    }

    @Test
    void a_node_that_starts_again_under_its_name_clears_what_it_left() {
        var two = cluster.start("two");
        signIn(node, "alice", "a1");
        signIn(two, "bob", "b1");
        two.die();

        cluster.start("two");
        assertThat(cluster.rows()).containsExactly("a1@one");
    }

    @Test
    void a_node_that_stops_removes_its_rows() {
        var two = cluster.start("two");
        signIn(node, "alice", "a1");
        signIn(two, "bob", "b1");
        two.close();
        assertThat(cluster.rows()).containsExactly("a1@one");
    }

    @Test
    void rows_that_a_crash_of_the_database_lost_are_written_anew() {
        signIn(node, "alice", "a1");
        cluster.store.jdbi().useHandle(handle -> handle.execute("TRUNCATE session, node"));
        TestCluster.await(
                "the next heartbeat writes them",
                10,
                () -> assertThat(cluster.rows()).containsExactly("a1@one"));
        var first = node.sessions.count();
        signIn(node, "alice", "a2");
        assertThat(node.sessions.count()).as("the limit holds again").isEqualTo(first);
    }

    @Test
    void pages_that_sign_in_at_once_on_two_nodes_end_with_one() throws Exception {
        var two = cluster.start("two");
        for (int round = 0; round < 20; round++) {
            var user = "user" + round;
            var connections = new ArrayList<FakeConnection>();
            var calls = new ArrayList<Callable<Login.Result>>();
            for (int i = 0; i < 6; i++) {
                var where = i % 2 == 0 ? node : two;
                var connection = new FakeConnection();
                var login = login(user, "i" + i);
                connections.add(connection);
                calls.add(() -> where.signIn.signIn(connection, login));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(calls);
            }
            assertThat(connections.stream().filter(connection -> connection.closed() == null))
                    .as("round %d", round)
                    .hasSize(1);
        }
    }

    @Test
    @Rule("login#5")
    void an_app_that_is_switched_off_refuses_and_disconnects() {
        var alice = signIn(node, "alice", "a1");
        node.settings.set(Map.of("app.enabled", BooleanNode.FALSE));
        assertThat(alice.closed()).isEqualTo(CloseReason.GOING_AWAY);
        assertRefused(60020, new FakeConnection(), login("alice", "a1"));

        node.settings.set(Map.of("app.enabled", BooleanNode.TRUE));
        assertThat(signIn(node, "alice", "a1").closed()).isNull();
    }

    @Test
    @Rule({"login#7", "login#8"})
    void a_second_login_on_a_connection_is_2025_and_changes_nothing() {
        var connection = signIn(node, "alice", "a1");
        assertRefused(2025, connection, login("alice", "a1"));
        assertRefused(2025, connection, login("bob", "b1"));
        assertThat(connection.closed()).isNull();
        assertThat(node.sessions.count()).isEqualTo(1);
    }

    @Test
    void a_socket_that_closes_while_it_signs_in_leaves_nothing_behind() {
        var connection = new FakeConnection();
        connection.close(CloseReason.IDLE);
        assertRefused(2025, connection, login("alice", "a1"));
        assertThat(node.sessions.count()).isZero();
        TestCluster.await("its row is removed", () -> assertThat(cluster.rows()).isEmpty());
    }

    @Test
    void negative_signatures_have_their_codes() {
        var now = cluster.clock.instant();
        var hour = Duration.ofHours(1);
        var good = UserSig.mint(TestCluster.APP, TestCluster.KEY, "alice", now, hour);

        assertRefused(70003, sig("alice", good.substring(0, good.length() - 8)));
        assertRefused(70003, sig("alice", "x"));
        assertRefused(70009, sig("alice", UserSig.mint(TestCluster.APP, "another key", "alice", now, hour)));
        assertRefused(70013, sig("bob", good));
        assertRefused(70014, sig("alice", UserSig.mint(TestCluster.APP + 1, TestCluster.KEY, "alice", now, hour)));
        assertRefused(
                70001, sig("alice", UserSig.mint(TestCluster.APP, TestCluster.KEY, "alice", now.minus(hour), hour)));
        assertThat(cluster.rows()).isEmpty();
        assertThat(node.accounts.load(List.of("alice", "bob")))
                .as("no account was made")
                .isEmpty();
    }

    @Test
    void signatures_from_before_a_kick_are_70052() throws Exception {
        var login = login("alice", "a1");
        var connection = new FakeConnection();
        node.signIn.signIn(connection, login);
        cluster.clock.advance(Duration.ofSeconds(1));

        var alice = node.accounts.invalidateSignatures("alice").orElseThrow();
        node.service.kickAll(alice.tinyID(), "REST_API_Kick");

        assertKicked(connection, "REST_API_Kick");
        assertRefused(70052, new FakeConnection(), login);
        assertThat(signIn(node, "alice", "a1").closed())
                .as("with a new signature")
                .isNull();
    }

    @Test
    void a_kick_that_was_lost_between_nodes_is_made_up_for_afterwards() throws Exception {
        var alice = signIn(node, "alice", "a1", Platform.LINUX);
        var bob = signIn(node, "bob", "b1");
        cluster.clock.advance(Duration.ofSeconds(1));
        node.accounts.invalidateSignatures("alice"); // by another node, whose signal does not arrive
        var again = signIn(node, "alice", "a2", Platform.LINUX);

        node.service.onGap();

        assertKicked(alice, "REST_API_Kick");
        assertThat(again.closed()).as("with a signature of afterwards").isNull();
        assertThat(bob.closed()).isNull();
    }

    @Test
    void who_is_thrown_out_elsewhere_while_they_sign_in_does_not_stay() throws Exception {
        var login = login("alice", "a1");
        var second = cluster.clock.instant().getEpochSecond() + 1;
        var connection = new FakeConnection();
        cluster.store.jdbi().useHandle(handle -> handle.execute("""
                CREATE FUNCTION kick() RETURNS trigger LANGUAGE plpgsql AS '
                    BEGIN UPDATE account SET sig_valid_from = %d WHERE tiny_id = NEW.tiny_id; RETURN NULL; END';
                CREATE TRIGGER kick AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION kick();
                """.formatted(second)));
        try {
            assertThat(node.signIn.signIn(connection, login).profile().userID()).isEqualTo("alice");
        } finally {
            cluster.store.jdbi().useHandle(handle -> handle.execute("DROP FUNCTION kick CASCADE"));
        }

        assertKicked(connection, "REST_API_Kick");
        TestCluster.await("its row is removed", () -> assertThat(cluster.rows()).isEmpty());
    }

    @Test
    void a_signature_that_expires_ends_its_session() throws Exception {
        var alice = signIn(node, "alice", "a1");
        cluster.clock.advance(Duration.ofMinutes(59));
        var bob = signIn(node, "bob", "b1");
        cluster.clock.advance(Duration.ofMinutes(1));

        assertKicked(alice, "userSigExpired");
        assertThat(bob.closed()).isNull();
        assertThat(node.sessions.count()).isEqualTo(1);
    }

    @Test
    void who_fails_too_often_is_put_off_for_a_minute() {
        var forged = sig(
                "alice", UserSig.mint(TestCluster.APP, "guess", "alice", cluster.clock.instant(), Duration.ofDays(1)));
        for (int i = 0; i < SignatureGate.MAX_FAILURES; i++) {
            assertRefused(70009, forged);
        }
        assertRefused(70050, forged);
        assertRefused(70050, new FakeConnection(), login("alice", "a1"));
        signIn(node, "bob", "b1");

        cluster.clock.advance(Duration.ofSeconds(61));
        signIn(node, "alice", "a1");
    }

    @Test
    void a_changed_client_setting_is_pushed_to_everybody() throws Exception {
        var two = cluster.start("two");
        var alice = signIn(node, "alice", "a1");
        var bob = signIn(two, "bob", "b1");

        node.settings.set(Map.of("conversation.maxRecent", IntNode.valueOf(100)));
        for (var connection : List.of(alice, bob)) {
            var push = connection.next();
            assertThat(push.get("event").textValue()).isEqualTo("settings.updated");
            assertThat(push.at("/body/config/maxConversations").intValue()).isEqualTo(100);
        }
        node.settings.set(Map.of("login.maxWebInstances", IntNode.valueOf(3)));
        assertThat(alice.unread()).as("clients do not know of this one").isZero();
    }

    private FakeConnection signIn(TestCluster.Node where, String userID, String instanceID) {
        return signIn(where, userID, instanceID, Platform.WEB);
    }

    private FakeConnection signIn(TestCluster.Node where, String userID, String instanceID, Platform platform) {
        var connection = new FakeConnection();
        var login = login(userID, instanceID);
        where.signIn.signIn(connection, new Login(userID, login.userSig(), instanceID, platform, null, null));
        return connection;
    }

    private Login login(String userID, String instanceID) {
        var sig = UserSig.mint(TestCluster.APP, TestCluster.KEY, userID, cluster.clock.instant(), Duration.ofHours(1));
        return new Login(userID, sig, instanceID, Platform.WEB, null, null);
    }

    private static Login sig(String userID, String sig) {
        return new Login(userID, sig, "i", Platform.WEB, null, null);
    }

    private void assertRefused(int code, Login login) {
        assertRefused(code, new FakeConnection(), login);
    }

    private void assertRefused(int code, FakeConnection connection, Login login) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> node.signIn.signIn(connection, login))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void assertKicked(FakeConnection connection, String type) throws InterruptedException {
        var push = connection.next();
        assertThat(push.get("event").textValue()).isEqualTo("session.kicked");
        assertThat(push.at("/body/type").textValue()).isEqualTo(type);
        TestCluster.await("it is closed", () -> assertThat(connection.closed()).isEqualTo(CloseReason.KICKED_OUT));
    }
}
