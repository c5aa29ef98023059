package im.parley.server;

import im.parley.server.bus.NatsServerProcess;
import im.parley.server.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Three users of two nodes, new for each test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodeScenario {
    private final int app = TestDatabase.newAppID();
    final GroupUsers users = new GroupUsers(app, TestServer.KEY);
    private NatsServerProcess nats;
    private Path data;
    Server left;
    Server right;
    TestClient ann; // on the left
    TestClient bob; // on the right
    TestClient cid; // on the right

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder;
        prepare();
        nats = NatsServerProcess.start();
        left = node("left");
        right = node("right");
    }

    /// Starts what the nodes need beside them.
    void prepare() throws Exception {}

    /// How the nodes run.
    ServerConfig configured(ServerConfig config) {
        return config;
    }

    final Server node(String name) {
        return Server.start(configured(ServerConfig.local(data.resolve(name), app, TestServer.KEY)
                .withNode(name)
                .withPostgres(TestDatabase.url())
                .withNats(nats.url())));
    }

    @AfterAll
    void stop() {
        List.of(right, left).forEach(Server::close);
        nats.close();
    }

    @BeforeEach
    void threeNewUsers() {
        ann = users.newUser(left.port(), "ann");
        bob = users.newUser(right.port(), "bob");
        cid = users.newUser(right.port(), "cid");
    }

    @AfterEach
    void leave() {
        users.close();
    }
}
