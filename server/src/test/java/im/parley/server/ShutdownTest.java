package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is asked to stop while PostgreSQL holds back what it has begun.
class ShutdownTest {
    private static final long PATIENCE_SECONDS = 20;

    private TestServer server;
    private TestClient ann;
    private Handle database;
    private CompletableFuture<Void> stopped;

    @BeforeEach
    void start(@TempDir Path data) {
        server = new TestServer(data);
        ann = client("ann");
        client("bob").close();
        stopped = CompletableFuture.completedFuture(null);
        database = TestDatabase.shared().app(server.app).jdbi().open();
    }

    @AfterEach
    void stop() {
        if (database.isInTransaction()) {
            database.rollback();
        }
        database.close();
        ann.close();
        stopped.join();
        server.close();
    }

    @Test
    void a_message_that_is_not_stored_yet_is_acknowledged_before_the_socket_closes() throws Exception {
        hold();
        var sent = ann.send("bob", ann.tinyID() + "-1767225600-1", "held back");
        awaitHeldBack();
        stopServer();
        release();
        assertAnswered(sent);
        assertThat(ann.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CloseReason.GOING_AWAY.code());
    }

    @Test
    void all_messages_of_a_queue_are_acknowledged_before_the_socket_closes() throws Exception {
        hold();
        var first = ann.send("bob", ann.tinyID() + "-1767225600-0", "held back");
        awaitHeldBack();
        for (int random = 1; random < 100; random++) {
            ann.send("bob", ann.tinyID() + "-1767225600-" + random, "waits behind it");
        }
        var last = ann.send("bob", ann.tinyID() + "-1767225600-100", "waits behind them");
        ann.call("session.ping", TestClient.object()); // by now all have come
        stopServer();
        release();
        assertAnswered(first);
        assertAnswered(last);
    }

    @Test
    void a_revocation_is_answered_before_the_socket_closes() throws Exception {
        var id = ann.tinyID() + "-1767225600-1";
        ann.send("bob", id, "to be revoked").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        hold();
        var revoked = ann.start(
                "message.revoke",
                TestClient.object().put("conversationID", "C2Cbob").put("id", id));
        awaitHeldBack();
        stopServer();
        release();
        assertAnswered(revoked);
    }

    @Test
    void what_a_back_end_sends_is_answered() throws Exception {
        hold();
        var sent = CompletableFuture.supplyAsync(() -> sendByRest(1));
        awaitHeldBack();
        stopServer();
        release();
        assertThat(sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .path("ErrorCode")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void a_request_of_a_back_end_that_is_not_whole_yet_is_told_to_come_again_later() throws Exception {
        hold();
        ann.send("bob", ann.tinyID() + "-1767225600-1", "held back");
        awaitHeldBack();
        try (var late = new RawHttp(server.port())) {
            var begun = "GET /healthz HTTP/1.1\r\nHost: it\r\n\r\nPOST " + server.restPath("openim/sendmsg")
                    + " HTTP/1.1\r\nHost: it\r\nContent-Length: 2\r\n\r\n{";
            late.send(begun.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(late.answer(false).status()).isEqualTo(200); // by now what came with it has been read, too
            stopServer();
            late.send("}".getBytes(StandardCharsets.ISO_8859_1));
            var answer = ProtocolJson.mapper().readTree(late.answer(false).body());
            assertThat(answer.path("ErrorCode").asInt()).isEqualTo(ErrorCode.SERVER_OVERLOADED.number());
        }
        release();
    }

    /// Holds back whatever writes messages.
    private void hold() {
        database.begin();
        database.execute("LOCK TABLE message IN EXCLUSIVE MODE");
    }

    private void release() {
        database.commit();
    }

    private void awaitHeldBack() {
        var store = TestDatabase.shared().app(server.app).jdbi();
        Await.until(() -> store.withHandle(
                look -> look.createQuery("""
                        SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'message'::regclass AND NOT granted)
                        """).mapTo(Boolean.class).one()));
    }

    /// Asks the server to stop; it no longer takes sockets when this returns, and waits for what was begun.
    private void stopServer() {
        stopped = CompletableFuture.runAsync(server::close);
        Await.until(() -> !listens());
    }

    private boolean listens() {
        try (var probe = new RawHttp(server.port())) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private JsonNode sendByRest(int random) {
        try {
            return server.rest("openim/sendmsg", """
                    {"From_Account": "ann", "To_Account": "bob", "MsgRandom": %d,
                     "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "held back"}}]}""".formatted(random));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void assertAnswered(CompletableFuture<JsonNode> call) throws Exception {
        assertThat(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).path("code").asInt(-1))
                .isZero();
    }

    private TestClient client(String userID) {
        return new TestClient(server.port(), server.app, TestServer.KEY, userID, "instance-of-" + userID);
    }
}
