package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server whose notifications go to a hook, and two users: Ann is there, Bob has a phone and is away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PushScenario {
    static final AtomicInteger NUMBERS = new AtomicInteger();
    static final Consumer<ObjectNode> PLAIN = message -> {};

    PushedPhones phones;
    TestServer server;
    GroupUsers users;
    TestClient ann;
    TestClient bob; // has a phone and is away

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        phones = new PushedPhones();
        server = new TestServer(data, config -> config.withPush(phones.config()));
        users = new GroupUsers(server.app, TestServer.KEY);
        set("push.offline", "\"provider\"");
    }

    @AfterAll
    void stop() {
        server.close();
        phones.close();
    }

    @BeforeEach
    void twoUsers() throws Exception {
        phones.clear();
        ann = users.newUser(server.port(), "ann");
        bob = users.newUser(server.port(), "bob");
        givePhone(bob, "xiaomi");
        leave(bob);
    }

    @AfterEach
    void leave() {
        users.close();
    }

    void set(String key, String value) throws IOException, InterruptedException {
        assertThat(rest("settings/set", "{\"Settings\":{\"" + key + "\":" + value + "}}"))
                .isZero();
    }

    int rest(String command, String body) throws IOException, InterruptedException {
        return server.rest(command, body).path("ErrorCode").asInt();
    }

    static String token(TestClient user) {
        return "token-of-" + user.userID();
    }

    static void givePhone(TestClient user, String vendor) {
        user.call("push.setToken", TestClient.object().put("vendor", vendor).put("token", token(user)));
    }

    /// The app goes, without a word.
    void leave(TestClient user) throws Exception {
        user.close();
        Await.until(() -> !isOnline(user));
    }

    /// The texts that phones have shown for what was sent so far.
    List<String> shownSoFar() throws Exception {
        var late = users.newUser(server.port(), "late");
        givePhone(late, "honor");
        leave(late);
        send(ann, "C2C" + late.userID(), "settled", PLAIN); // read after all that was sent before
        var shown = new ArrayList<String>();
        for (var next = phones.next(); !next.path("token").asText().equals(token(late)); next = phones.next()) {
            shown.add(next.path("text").asText());
        }
        return shown;
    }

    boolean isOnline(TestClient user) {
        try {
            return server.rest("openim/query_online_status", "{\"To_Account\":[\"" + user.userID() + "\"]}")
                    .at("/QueryResult/0/Status")
                    .asText()
                    .equals("Online");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static JsonNode send(TestClient from, String conversation, String text, Consumer<ObjectNode> more) {
        var message = TestClient.object()
                .put("id", from.tinyID() + "-1700000000-" + NUMBERS.incrementAndGet())
                .put("conversationID", conversation)
                .put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        more.accept(message);
        return from.call("message.send", message);
    }

    void toBob(String text, Consumer<ObjectNode> more) {
        send(ann, "C2C" + bob.userID(), text, more);
    }

    void toBob(String text) {
        toBob(text, PLAIN);
    }

    static void remind(TestClient user, String conversation, String type) {
        var body = TestClient.object().put("messageRemindType", type);
        body.putArray("conversationIDList").add(conversation);
        user.call("conversation.setRemindType", body);
    }

    TestClient back(TestClient user) {
        return users.signIn(server.port(), user.userID());
    }

    JsonNode devicesOf(TestClient user) {
        try {
            return server.rest("push/get_devices", "{\"UserID\":\"" + user.userID() + "\"}")
                    .path("Devices");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
