package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The Parley server that a benchmark drives: one of its own with a new data folder, or one that runs
/// already.
final class Target implements AutoCloseable {
    private final ChatClient client;
    private final CpuSample.Pids pids;
    private final @Nullable ParleyServer own;
    private final AutoCloseable[] resources;

    private Target(ChatClient client, CpuSample.Pids pids, @Nullable ParleyServer own, AutoCloseable... resources) {
        this.client = client;
        this.pids = pids;
        this.own = own;
        this.resources = resources;
    }

    static Target open(Settings settings) throws IOException, InterruptedException {
        var network = new Network();
        var given = settings.server();
        if (given != null) {
            var app = settings.app();
            var address = new InetSocketAddress(given.getHost(), given.getPort());
            return new Target(
                    new ChatClient(network, address, app.sdkAppID(), app.key()), settings.pids(), null, network);
        }
        var folder = TempFolder.create("parley");
        try {
            var server = ParleyServer.start(settings, folder.path().resolve("data"));
            return new Target(server.client(network), server.pids(), server, network, server, folder);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            network.close();
            folder.close();
            throw failed;
        }
    }

    ChatClient client() {
        return client;
    }

    Network network() {
        return client.network();
    }

    CpuSample.Pids pids() {
        return pids;
    }

    /// The server's own database; null where only its address is known.
    @Nullable
    Connection database() throws IOException, SQLException {
        return own == null ? null : own.database();
    }

    @Override
    public void close() throws Exception {
        for (var resource : resources) {
            resource.close();
        }
    }
}
