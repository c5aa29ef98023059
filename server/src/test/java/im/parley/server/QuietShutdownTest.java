package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A server that is stopped while users come and go, talk, and change what others are told of.
class QuietShutdownTest {
    private static final int USERS = 6;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicInteger visits = new AtomicInteger();
    private volatile boolean isStopping;

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void ignore() {
        root.detachAppender(log);
    }

    @RepeatedTest(5)
    void a_stop_under_load_leaves_no_warning(@TempDir Path data) throws Exception {
        List<Thread> users;
        try (var server = new TestServer(data)) {
            users = IntStream.range(0, USERS)
                    .mapToObj(user -> Thread.ofVirtual().start(() -> comeAndGo(server, "user" + user)))
                    .toList();
            Await.until(() -> visits.get() >= 3 * USERS);
            isStopping = true;
        }
        for (var user : users) {
            user.join();
        }
        assertThat(log.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(QuietShutdownTest::text))
                .isEmpty();
    }

    /// Until the server is not there any more.
    private void comeAndGo(TestServer server, String userID) {
        try {
            while (true) {
                visit(server, userID);
                visits.incrementAndGet();
            }
        } catch (CompletionException | IllegalStateException | IOException stopped) {
            assertThat(isStopping).as(stopped.toString()).isTrue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private void visit(TestServer server, String userID) throws IOException, InterruptedException {
        try (var user = new TestClient(server.port(), server.app, TestServer.KEY, userID, "page-of-" + userID)) {
            var visit = visits.get();
            user.start("profile.update", TestClient.object().put("nick", "Visitor " + visit));
            user.send(userID, user.tinyID() + "-1767225600-" + visit, "a note");
            var room = TestClient.object().put("name", "Launch").put("type", Types.GRP_AVCHATROOM);
            user.start("group.create", room)
                    .thenCompose(made -> user.start(
                            "group.join",
                            TestClient.object()
                                    .put(
                                            "groupID",
                                            made.at("/body/group/groupID").asText())))
                    .join();
            server.rest("settings/set", "{\"Settings\":{\"message.revokeWindow\":" + (100 + visit) + "}}");
            user.start("session.logout", TestClient.object());
        }
    }

    private static String text(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage()
                + (thrown == null ? "" : " — " + thrown.getClassName() + ": " + thrown.getMessage());
    }
}
