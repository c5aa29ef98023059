package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.UserSig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Signing in and out, and being signed out, as clients and back ends see it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInScenarioTest {
    private static final String DEFAULTS = """
            {"Settings":{"login.maxWebInstances":null,"login.multiDevicePolicy":null,"app.enabled":null,
            "login.maxInstancesPerPlatform":null,"conversation.maxRecent":null}}""";

    private final AtomicInteger users = new AtomicInteger();
    private TestServer server;
    private String user;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void aNewUserAndUsualSettings() throws Exception {
        user = "user" + users.incrementAndGet();
        assertThat(server.rest("settings/set", DEFAULTS).get("ErrorCode").intValue())
                .isZero();
    }

    @Test
    void the_answer_to_a_login_has_everything_a_client_needs() throws Exception {
        var sig = server.sig(user, Duration.ofHours(1));
        var body = server.connect()
                .call("session.login", server.login(user, "a", "Web", sig))
                .get("body");
        assertThat(body.get("tinyID").textValue()).matches("\\d{18}");
        assertThat(body.get("serverTime").longValue()).isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
        assertThat(body.get("expireTime").longValue())
                .isGreaterThan(Instant.now().getEpochSecond() + 3500);
        assertThat(body.at("/profile/userID").textValue()).isEqualTo(user);
        assertThat(body.at("/config/maxMessageBytes").intValue()).isEqualTo(12288);
    }

    @Test
    void a_login_brings_the_first_page_of_the_list_if_it_is_asked_for() throws Exception {
        server.signIn(user, "a", "Web");
        for (int i = 0; i < 3; i++) {
            var peer = user + "-peer" + i;
            var socket = server.connect();
            var tinyID = socket.call(
                            "session.login", server.login(peer, "a", "Web", server.sig(peer, Duration.ofHours(1))))
                    .at("/body/tinyID")
                    .asText();
            assertThat(socket.call("message.send", """
                                    {"id":"%s-1767225600-1","conversationID":"C2C%s","type":"TIMTextElem",
                                    "payload":{"text":"hello"}}""".formatted(tinyID, user))
                            .get("code")
                            .intValue())
                    .isZero();
        }

        var socket = server.connect();
        var page = socket.call("session.login", loginWithList(2)).at("/body/conversations");
        var asked = socket.call("conversation.list", "{\"count\":2}").get("body");

        assertThat(page.get("conversationList")).hasSize(2).isEqualTo(asked.get("conversationList"));
        assertThat(page.get("cursor")).isEqualTo(asked.get("cursor"));
        assertThat(page.get("serverTime").longValue()).isPositive();
        assertThat(server.connect().call("session.login", loginWithList(0)).at("/body/conversations"))
                .isEqualTo(MissingNode.getInstance());
        assertThat(server.connect()
                        .call("session.login", loginWithList(101))
                        .get("code")
                        .intValue())
                .isEqualTo(ErrorCode.NO_IDENTIFIER.number());
    }

    private String loginWithList(int count) {
        return server.login(user, "a", "Web", server.sig(user, Duration.ofHours(1)))
                .replace("}", ",\"conversations\":" + count + "}");
    }

    @Test
    @Rule("login#2")
    void a_second_page_signs_the_first_one_out() throws Exception {
        var first = server.signIn(user, "a1", "Web");
        var second = server.signIn(user, "a2", "Web");
        assertKicked(first, "multipleAccount");
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    @Rule({"login#3", "logout#3"})
    void a_raised_limit_is_in_effect_at_once() throws Exception {
        set("{\"login.maxWebInstances\":2}");
        var first = server.signIn(user, "a1", "Web");
        var second = server.signIn(user, "a2", "Web");
        assertThat(first.isOpen()).isTrue();
        var third = server.signIn(user, "a3", "Web");
        assertKicked(first, "multipleAccount");
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
    }

    @Test
    @Rule("logout#2")
    void signing_out_does_not_touch_the_other_instance() throws Exception {
        set("{\"login.maxWebInstances\":2}");
        var first = server.signIn(user, "a1", "Web");
        var second = server.signIn(user, "a2", "Web");
        assertThat(first.codeOf("session.logout", "{}")).isZero();
        assertThat(first.closeCode()).isEqualTo(CloseReason.SIGNED_OUT.code());
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void signing_out_without_having_signed_in_is_2024() throws Exception {
        assertThat(server.connect().codeOf("session.logout", "{}")).isEqualTo(2024);
    }

    @Test
    void another_device_signs_out_the_phone_by_the_policy() throws Exception {
        set("{\"login.multiDevicePolicy\":\"double\"}");
        var phone = server.signIn(user, "phone", "Android");
        var page = server.signIn(user, "page", "Web");
        server.signIn(user, "pc", "Windows");
        assertKicked(phone, "multipleDevice");
        assertThat(page.isOpen()).isTrue();
    }

    @Test
    void a_back_end_signs_out_everybody_and_old_signatures_with_them() throws Exception {
        set("{\"login.maxWebInstances\":2}");
        var old = UserSig.mint(server.app, TestServer.KEY, user, Instant.now().minusSeconds(2), Duration.ofHours(1));
        var first = server.connect();
        assertThat(first.codeOf("session.login", server.login(user, "a1", "Web", old)))
                .isZero();
        var second = server.signIn(user, "a2", "Web");

        assertThat(server.rest("im_open_login_svc/kick", "{\"UserID\":\"" + user + "\"}")
                        .get("ErrorCode")
                        .intValue())
                .isZero();
        assertKicked(first, "REST_API_Kick");
        assertKicked(second, "REST_API_Kick");
        assertThat(server.connect().codeOf("session.login", server.login(user, "a1", "Web", old)))
                .isEqualTo(70052);
        assertThat(server.signIn(user, "a1", "Web").isOpen()).isTrue();
    }

    @Test
    void a_signature_that_expires_ends_the_session() throws Exception {
        var socket = server.connect();
        var sig = server.sig(user, Duration.ofSeconds(2));
        assertThat(socket.codeOf("session.login", server.login(user, "a", "Web", sig)))
                .isZero();
        assertKicked(socket, "userSigExpired");
        assertThat(server.connect().codeOf("session.login", server.login(user, "a", "Web", sig)))
                .isEqualTo(70001);
    }

    @Test
    @Rule({"login#7", "login#8"})
    void a_second_login_on_a_socket_is_2025_and_the_first_one_stays() throws Exception {
        var socket = server.signIn(user, "a", "Web");
        assertThat(socket.codeOf(
                        "session.login", server.login(user, "a", "Web", server.sig(user, Duration.ofHours(1)))))
                .isEqualTo(2025);
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    @Rule("login#5")
    void an_app_that_is_switched_off_answers_60020() throws Exception {
        var before = server.signIn(user, "a", "Web");
        set("{\"app.enabled\":false}");
        assertThat(before.closeCode()).isEqualTo(CloseReason.GOING_AWAY.code());
        assertThat(server.connect()
                        .codeOf("session.login", server.login(user, "a", "Web", server.sig(user, Duration.ofHours(1)))))
                .isEqualTo(60020);
        set("{\"app.enabled\":true}");
        assertThat(server.signIn(user, "a", "Web").isOpen()).isTrue();
    }

    @Test
    void an_instance_that_connects_again_replaces_its_old_socket() throws Exception {
        var old = server.signIn(user, "a", "Web");
        var again = server.signIn(user, "a", "Web");
        assertThat(old.closeCode()).isEqualTo(CloseReason.REPLACED.code());
        assertThat(again.isOpen()).isTrue();
    }

    @Test
    void a_client_that_went_away_makes_room() throws Exception {
        server.signIn(user, "a1", "Web").abort();
        var second = server.signIn(user, "a2", "Web");
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void negative_signatures_have_their_codes() throws Exception {
        var now = Instant.now();
        var hour = Duration.ofHours(1);
        var good = server.sig(user, hour);
        assertThat(loginCode(user, good.substring(0, good.length() - 5))).isEqualTo(70003);
        assertThat(loginCode(user, UserSig.mint(server.app, "another key", user, now, hour)))
                .isEqualTo(70009);
        assertThat(loginCode("other" + user, good)).isEqualTo(70013);
        assertThat(loginCode(user, UserSig.mint(server.app + 1, TestServer.KEY, user, now, hour)))
                .isEqualTo(70014);
        assertThat(loginCode(user, UserSig.mint(server.app, TestServer.KEY, user, now.minus(hour), hour)))
                .isEqualTo(70001);
        assertThat(loginCode("", good)).isEqualTo(2002);
        assertThat(loginCode(user, "")).isEqualTo(2003);
        assertThat(server.connect(7).codeOf("session.login", server.login(user, "a", "Web", good)))
                .isEqualTo(70020);
    }

    @Test
    @Rule("getServerTime#1")
    void a_ping_tells_the_time_in_milliseconds_before_a_login_too() throws Exception {
        var time = server.connect()
                .call("session.ping", "{}")
                .at("/body/serverTime")
                .longValue();
        assertThat(time).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
    }

    @Test
    @Rule("updateMyProfile#3")
    void a_changed_profile_reaches_the_other_instance_only() throws Exception {
        set("{\"login.maxWebInstances\":2}");
        var first = server.signIn(user, "a1", "Web");
        var second = server.signIn(user, "a2", "Web");
        assertThat(first.call("profile.update", "{\"nick\":\"Nick\"}")
                        .at("/body/profile/nick")
                        .textValue())
                .isEqualTo("Nick");
        assertThat(second.push("profile.updated").at("/profile/nick").textValue())
                .isEqualTo("Nick");
        assertThat(first.codeOf("profile.update", "{\"gender\":\"x\"}")).isEqualTo(2721);
        assertThat(first.codeOf("profile.update", "{}")).isEqualTo(2722);
        assertThat(first.call("profile.get", "{\"userIDList\":[\"" + user + "\",\"nobody\"]}")
                        .at("/body/profileList"))
                .hasSize(1);
    }

    @Test
    void clients_are_told_of_settings_that_concern_them() throws Exception {
        var socket = server.signIn(user, "a", "Web");
        set("{\"conversation.maxRecent\":321}");
        assertThat(socket.push("settings.updated")
                        .at("/config/maxConversations")
                        .intValue())
                .isEqualTo(321);
        set("{\"search.cloud\":false}");
        var off = List.of("search.cloud", "conversation.deleteSync", "message.speechToText"); // some are to begin with
        assertThat(disabled(socket)).containsAll(off).contains("message.translation");
        set("{\"message.translation\":\"provider\"}");
        assertThat(disabled(socket)).containsExactlyElementsOf(off);
    }

    private static List<String> disabled(TestSocket socket) throws InterruptedException {
        return socket.push("settings.updated")
                .at("/config/disabled")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    private int loginCode(String userID, String sig) throws InterruptedException {
        return server.connect().codeOf("session.login", server.login(userID, "a", "Web", sig));
    }

    private void set(String settings) throws Exception {
        assertThat(server.rest("settings/set", "{\"Settings\":" + settings + "}")
                        .get("ErrorCode")
                        .intValue())
                .isZero();
    }

    private static void assertKicked(TestSocket socket, String type) throws InterruptedException {
        assertThat(socket.push("session.kicked").get("type").textValue()).isEqualTo(type);
        assertThat(socket.closeCode()).isEqualTo(CloseReason.KICKED_OUT.code());
    }
}
