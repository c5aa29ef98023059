package im.parley.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Operation;
import im.parley.protocol.community.ListTopics;
import im.parley.protocol.group.CountOnline;
import im.parley.protocol.message.GetReceipts;
import im.parley.protocol.message.SendMessage;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.ReadFriendApplications;
import im.parley.protocol.relation.SyncRelations;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Logout;
import im.parley.protocol.session.Ping;
import im.parley.server.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTableTest {
    private final Metrics metrics = new Metrics();
    private final BlockingCalls calls = new BlockingCalls(40);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicReference<SendMessage> sent = new AtomicReference<>();
    private final FakeConnection connection = new FakeConnection();
    private final OperationTable table = OperationTable.builder(calls, metrics)
            .onUnsigned(Ping.class, (from, ping) -> new Ping.Result(42))
            .onUnsigned(Login.class, (from, login) -> {
                throw new IllegalStateException("the database is away");
            })
            .on(Logout.class, (caller, logout) -> await(gate))
            .onRepeatable(CountOnline.class, (caller, count, isAgain) -> new CountOnline.Result(isAgain ? 2 : 1))
            .on(UpdateProfile.class, (caller, update) -> {
                throw ErrorCode.SERVER_OVERLOADED.because("not now, " + caller.userID());
            })
            .onEventLoop(SendMessage.class, (caller, message, reply) -> {
                sent.set(message);
                var outbox = new Outbox();
                reply.succeed(outbox, new SendMessage.Result(7, 8, 0, false));
                outbox.send();
            })
            .build();

    private static Nothing await(CountDownLatch gate) {
        try {
            gate.await();
            return Nothing.INSTANCE;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        metrics.close();
    }

    private boolean call(String text) {
        return table.call(connection, text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode answer(String text) throws InterruptedException {
        assertThat(call(text)).as("read as a request").isTrue();
        return connection.next();
    }

    private static String send(String body) {
        return "{\"id\":5,\"op\":\"message.send\",\"body\":" + body + "}";
    }

    @Test
    void a_request_is_answered_under_its_id() throws Exception {
        var answer = answer("{\"id\":3,\"op\":\"session.ping\",\"body\":{}}");
        assertThat(answer.toString()).isEqualTo("{\"id\":3,\"code\":0,\"body\":{\"serverTime\":42}}");
        assertThat(metrics.scrape()).contains("parley_requests_total{code=\"0\",op=\"session.ping\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"session.ping\",\"body\":{\"x\":[1,{\"a\":\"}\"}]},\"id\":3}",
                "{\"later\":{\"id\":9},\"id\":3,\"op\":\"session.ping\"}",
                "{\"id\":3,\"op\":\"session.ping\",\"body\":null}",
                " { \"id\" : 3 , \"op\" : \"session.ping\" , \"body\" : { } } \n",
                "{\"id\":9,\"id\":3,\"op\":\"session.ping\"}",
                "{\"id\":3,\"op\":\"session.ping\",\"body\":{\"x\":1},\"body\":{}}",
                "{\"id\":3,\"op\":\"message.send\",\"body\":{\"id\":7},\"op\":\"session.ping\"}",
            })
    void order_spaces_unknown_fields_and_an_absent_body_do_not_matter(String text) throws Exception {
        assertThat(answer(text).toString()).isEqualTo("{\"id\":3,\"code\":0,\"body\":{\"serverTime\":42}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "nonsense",
                "{",
                "{\"id\":1,\"op\":\"session.ping\"",
                "{\"id\":1,\"op\":\"session.ping\"} {}",
                "{\"id\":1,\"op\":\"session.ping\",\"body\":{\"a\":}}",
                "{\"id\":1,\"op\":\"session.ping\",\"body\":{\"a\":\"\\x\"}}",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{\"op\":\"session.ping\"}",
                "{\"id\":-1,\"op\":\"session.ping\"}",
                "{\"id\":1.5,\"op\":\"session.ping\"}",
                "{\"id\":\"1\",\"op\":\"session.ping\"}",
                "{\"id\":null,\"op\":\"session.ping\"}",
                "{\"id\":{\"op\":1},\"op\":\"session.ping\"}",
                "{\"id\":9007199254740993,\"op\":\"session.ping\"}",
                "{\"id\":99999999999999999999999999,\"op\":\"session.ping\"}",
            })
    void what_is_no_request_is_answered_with_id_0(String text) throws Exception {
        assertThat(call(text)).as("read as a request").isFalse();
        var answer = connection.next();
        assertThat(answer.get("id").asLong()).isZero();
        assertThat(answer.get("code").asInt()).isEqualTo(60003);
        assertThat(answer.get("message").asText()).isNotEmpty();
    }

    @Test
    void a_body_is_read_as_that_of_the_operation_named_last() throws Exception {
        connection.signIn(new FakeCaller("ann"));
        var answer = answer("{\"id\":3,\"op\":\"session.ping\",\"body\":{},\"op\":\"message.send\"}");
        assertThat(answer.get("id").asLong()).isEqualTo(3);
        assertThat(answer.get("message").asText()).startsWith("id is missing");
    }

    @Test
    void what_is_asked_again_is_known_as_such() throws Exception {
        connection.signIn(new FakeCaller("ann"));
        var count = "\"id\":3,\"op\":\"group.countOnline\",\"body\":{\"groupID\":\"g\"}}";
        assertThat(answer("{" + count).at("/body/memberCount").asInt()).isEqualTo(1);
        assertThat(answer("{\"again\":true," + count).at("/body/memberCount").asInt())
                .isEqualTo(2);
        assertThat(answer("{\"again\":{}," + count).at("/body/memberCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void nesting_without_end_is_no_request() throws Exception {
        assertThat(call("{\"id\":1,\"op\":\"session.ping\",\"body\":" + "{\"a\":".repeat(5_000)))
                .isFalse();
        assertThat(connection.next().get("code").asInt()).isEqualTo(60003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":4}",
                "{\"id\":4,\"op\":17}",
                "{\"id\":4,\"op\":null}",
                "{\"id\":4,\"op\":\"session.ping\",\"body\":[]}",
                "{\"id\":4,\"op\":\"session.ping\",\"body\":\"text\"}",
                "{\"id\":4,\"op\":\"session.ping\",\"body\":7}",
            })
    void a_broken_request_with_an_id_is_answered_under_it(String text) throws Exception {
        assertThat(call(text)).as("read as a request").isFalse();
        var answer = connection.next();
        assertThat(answer.get("id").asLong()).isEqualTo(4);
        assertThat(answer.get("code").asInt()).isEqualTo(60003);
    }

    @Test
    void the_largest_id_is_two_to_the_53rd() throws Exception {
        assertThat(answer("{\"id\":9007199254740992,\"op\":\"session.ping\"}")
                        .get("id")
                        .asLong())
                .isEqualTo(1L << 53);
    }

    @Test
    void an_unknown_operation_is_named() throws Exception {
        var answer = answer("{\"id\":3,\"op\":\"session.pong\"}");
        assertThat(answer.get("code").asInt()).isEqualTo(60009);
        assertThat(answer.get("message").asText()).contains("session.pong");
        assertThat(answer("{\"id\":3,\"op\":\"" + "x".repeat(60_000) + "\"}")
                        .get("message")
                        .asText())
                .hasSizeLessThan(200);
    }

    @Test
    void before_sign_in_only_open_operations_are_served() throws Exception {
        assertThat(answer(send("{}")).get("code").asInt()).isEqualTo(2024);
        assertThat(answer("{\"id\":1,\"op\":\"session.logout\",\"body\":{}}")
                        .get("code")
                        .asInt())
                .isEqualTo(2024);
        assertThat(answer("{\"id\":1,\"op\":\"session.ping\"}").get("code").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":7}                                           | 60003 | body.id",
                "{\"conversationID\":{\"a\":1}}                       | 60003 | body.conversationID",
                "{\"needReadReceipt\":\"yes\"}                        | 60003 | body.needReadReceipt is unfit, expected true or false",
                "{\"type\":[1]}                                       | 60003 | body.type is unfit, expected a text",
                "{\"type\":5}                                         | 60003 | body.type is unfit, expected a text",
                "{\"id\":\"1-2-3\",\"conversationID\":\"nobody\"}     | 2503  | conversationID",
                "{\"id\":\"1-2-3\",\"conversationID\":\"C2Cno body\"} | 20003 | conversationID's userID",
                "{\"id\":\"1-2-3\",\"conversationID\":\"GROUP群一\"}  | 10015 | conversationID's groupID",
            })
    void a_body_that_does_not_fit_names_the_field(String body, int code, String message) throws Exception {
        connection.signIn(new FakeCaller("ann"));
        var answer = answer(send(body));
        assertThat(answer.get("id").asLong()).isEqualTo(5);
        assertThat(answer.get("message").asText()).contains(message);
        assertThat(answer.get("code").asInt()).isEqualTo(code);
    }

    @Test
    void errors_do_not_echo_large_values() throws Exception {
        connection.signIn(new FakeCaller("ann"));
        var large = "a".repeat(30_000);
        for (var body : new String[] {
            "{\"needReadReceipt\":\"" + large + "\"}",
            "{\"conversationID\":\"" + large + "\"}",
            "{\"priority\":\"" + large + "\"}",
            "{\"id\":" + "1".repeat(900) + "}"
        }) {
            assertThat(answer(send(body)).toString()).hasSizeLessThan(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"héllo }\"}", "{ }", "\"text\"", "[1, 2]", "17", "true"})
    void raw_fields_keep_their_bytes(String payload) throws Exception {
        connection.signIn(new FakeCaller("ann"));
        var id = "\"144115-1700000000-123\"";
        var answer =
                answer(send("{\"id\":" + id + ",\"conversationID\":\"C2Cbob\",\"type\":\"TIMTextElem\",\"payload\": "
                        + payload + " ,\"needReadReceipt\":true}"));
        assertThat(answer.toString()).isEqualTo("{\"id\":5,\"code\":0,\"body\":{\"sequence\":7,\"time\":8}}");
        assertThat(sent.get().payload().toString()).isEqualTo(payload);
        assertThat(sent.get().needReadReceipt()).isTrue();
    }

    @Test
    void a_refusal_is_passed_on_and_counted() throws Exception {
        connection.signIn(new FakeCaller("ann"));
        var answer = answer("{\"id\":1,\"op\":\"profile.update\",\"body\":{\"nick\":\"Ann\"}}");
        assertThat(answer.get("code").asInt()).isEqualTo(60022);
        assertThat(answer.get("message").asText()).isEqualTo("not now, ann");
        assertThat(metrics.scrape()).contains("parley_requests_total{code=\"60022\",op=\"profile.update\"} 1.0");
    }

    @Test
    void what_nobody_foresaw_is_the_internal_error_and_tells_nothing() throws Exception {
        var answer = answer("{\"id\":1,\"op\":\"session.login\",\"body\":"
                + "{\"userID\":\"ann\",\"userSig\":\"s\",\"instanceID\":\"i\",\"platform\":\"Web\"}}");
        assertThat(answer.get("code").asInt()).isEqualTo(91000);
        assertThat(answer.get("message").asText()).doesNotContain("database");
    }

    @ParameterizedTest
    @CsvSource({
        "group.countOnline,       10002",
        "topic.list,              10002",
        "friend.readApplications, 30006",
        "relation.sync,           30006",
        "blacklist.add,           30006",
        "profile.get,             40006",
        "message.getReceipts,     20005",
        "session.logout,          91000",
    })
    void what_nobody_foresaw_has_the_code_of_its_area(String op, int code) throws Exception {
        var failing = OperationTable.builder(calls, metrics)
                .on(CountOnline.class, (caller, request) -> fail(request))
                .on(ListTopics.class, (caller, request) -> fail(request))
                .on(ReadFriendApplications.class, (caller, request) -> fail(request))
                .on(SyncRelations.class, (caller, request) -> fail(request))
                .on(AddToBlacklist.class, (caller, request) -> fail(request))
                .on(GetProfiles.class, (caller, request) -> fail(request))
                .on(GetReceipts.class, (caller, request) -> fail(request))
                .on(Logout.class, (caller, request) -> fail(request))
                .build();
        connection.signIn(new FakeCaller("ann"));
        var body = "{\"groupID\":\"g\",\"userIDList\":[\"bob\"],\"conversationID\":\"GROUPg\",\"idList\":[\"1-2-3\"]}";

        failing.call(
                connection,
                ("{\"id\":1,\"op\":\"" + op + "\",\"body\":" + body + "}").getBytes(StandardCharsets.UTF_8));

        var answer = connection.next();
        assertThat(answer.get("code").asInt()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.get("message").asText()).doesNotContain("database");
    }

    private static <T> T fail(Operation<T> request) {
        throw new IllegalStateException("the database is away for " + request);
    }

    @Test
    void at_most_32_requests_of_a_connection_wait() throws Exception {
        connection.signIn(new FakeCaller("ann"));
        for (int i = 1; i <= 32; i++) {
            call("{\"id\":" + i + ",\"op\":\"session.logout\"}");
        }
        var refused = answer("{\"id\":33,\"op\":\"session.logout\"}");
        assertThat(refused.get("id").asInt()).isEqualTo(33);
        assertThat(refused.get("code").asInt()).isEqualTo(2996);
        assertThat(calls.awaitIdle(Duration.ofMillis(20))).isFalse();
        gate.countDown();
        for (int i = 0; i < 32; i++) {
            assertThat(connection.next().get("code").asInt()).isZero();
        }
        assertThat(calls.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(answer("{\"id\":34,\"op\":\"session.logout\"}").get("code").asInt())
                .isZero();
    }

    @Test
    void past_the_common_limit_the_server_says_that_it_is_overloaded() throws Exception {
        var other = new FakeConnection();
        connection.signIn(new FakeCaller("ann"));
        other.signIn(new FakeCaller("bob"));
        for (int i = 0; i < 20; i++) {
            call("{\"id\":1,\"op\":\"session.logout\"}");
            table.call(other, "{\"id\":1,\"op\":\"session.logout\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(answer("{\"id\":2,\"op\":\"session.logout\"}").get("code").asInt())
                .isEqualTo(60022);
        assertThat(calls.running()).isEqualTo(40);
    }

    @Test
    void a_refusing_table_gives_one_answer_to_all() throws Exception {
        var refusing = OperationTable.refusing(ErrorCode.APP_NOT_FOUND.because("no such app"), metrics);
        refusing.call(connection, "{\"id\":6,\"op\":\"session.login\"}".getBytes(StandardCharsets.UTF_8));
        var answer = connection.next();
        assertThat(answer.get("id").asInt()).isEqualTo(6);
        assertThat(answer.get("code").asInt()).isEqualTo(70020);
    }

    @Test
    void an_operation_is_listed_once() {
        var builder = OperationTable.builder(calls, metrics).on(GetProfiles.class, (caller, get) -> {
            throw ErrorCode.NOT_LOGGED_IN.because("");
        });
        assertThatThrownBy(() -> builder.on(GetProfiles.class, (caller, get) -> {
                    throw ErrorCode.NOT_LOGGED_IN.because("");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("profile.get");
    }
}
