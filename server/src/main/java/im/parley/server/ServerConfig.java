package im.parley.server;

import im.parley.server.assist.AssistConfig;
import im.parley.server.media.MediaStoreConfig;
import im.parley.server.media.S3Address;
import im.parley.server.moderation.ModerationConfig;
import im.parley.server.push.PushConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How one server runs. `docs/config.md` lists where each value comes from.
///
/// @param host address to listen on; `0.0.0.0` for all
/// @param port to listen on, 0 to 65535; 0 takes any that is free
/// @param data folder of everything that must survive
/// @param apps SDKAppID → secret key, at least one; SDKAppIDs are 1 to 2147483647, keys have at least 16
///     characters
/// @param admin the user who may call the REST API
/// @param postgres URL of a PostgreSQL that somebody else runs; null runs the embedded one
/// @param nats URLs, separated by commas, of the NATS that connects several servers; null for a server that
///     is alone
/// @param s3 address of an S3-compatible store for files; null keeps them in the data folder
/// @param node name of this server among the others; different for each
/// @param publicUrl address under which browsers reach this server, such as `https://chat.example.org`;
///     null where that is the address it listens on
/// @param dev development mode: the chat page offers two users who are signed in by a click
/// @param limits what connections may do
/// @param assist providers of translation and speech to text
/// @param moderation provider that looks at texts and files
/// @param push by whom phones are reached
/// @param settings console settings to store at the start, by key
public record ServerConfig(
        String host,
        int port,
        Path data,
        Map<Integer, String> apps,
        String admin,
        @Nullable String postgres,
        @Nullable String nats,
        @Nullable String s3,
        String node,
        @Nullable String publicUrl,
        boolean dev,
        Limits limits,
        AssistConfig assist,
        ModerationConfig moderation,
        PushConfig push,
        Map<String, String> settings) {

    public ServerConfig {
        check(port >= 0 && port <= 65_535, "port is " + port + ", expected 0 to 65535");
        check(!apps.isEmpty(), "there is no app, expected at least one SDKAppID with its key");
        apps.forEach((id, key) -> {
            check(id > 0, "SDKAppID is " + id + ", expected a number from 1 to 2147483647");
            check(
                    key.length() >= 16,
                    "the key of SDKAppID " + id + " has " + key.length() + " characters, expected at least 16");
        });
        check(
                !node.isBlank() && node.matches("[A-Za-z0-9_-]{1,64}"),
                "node is \"" + node + "\", expected 1 to 64 letters, digits, - and _");
        if (s3 != null) {
            checkS3(s3);
        }
        check(!admin.isBlank(), "admin is empty, expected a user ID");
        apps = Map.copyOf(apps);
        settings = Map.copyOf(settings);
    }

    private static void checkS3(String s3) {
        try {
            S3Address.parse(s3);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException("s3 cannot be used: " + wrong.getMessage() + ".");
        }
    }

    /// What one connection may do.
    ///
    /// @param framesPerSecond frames a client may send per second in the long run, at least 1
    /// @param frameBurst frames it may send at once after a silence, at least `framesPerSecond`
    /// @param maxPendingBytes what may wait for a slow reader before it is disconnected, at least 64 KiB
    /// @param heartbeat longest silence of a client, at least 1 s; after 2.5 times as long it counts as gone
    /// @param loginTimeout how long a socket may stay without a sign-in, at least 1 s
    public record Limits(
            int framesPerSecond, int frameBurst, int maxPendingBytes, Duration heartbeat, Duration loginTimeout) {
        public static final Limits DEFAULT =
                new Limits(1000, 2000, 1 << 20, Duration.ofSeconds(30), Duration.ofSeconds(15));

        public Limits {
            check(framesPerSecond >= 1, "frames-per-second is " + framesPerSecond + ", expected at least 1");
            check(
                    frameBurst >= framesPerSecond,
                    "frame-burst is " + frameBurst + ", expected at least frames-per-second, " + framesPerSecond);
            check(maxPendingBytes >= 1 << 16, "max-pending-bytes is " + maxPendingBytes + ", expected at least 65536");
            check(heartbeat.toMillis() >= 1000, "heartbeat is " + heartbeat + ", expected at least 1s");
            check(loginTimeout.toMillis() >= 1000, "login-timeout is " + loginTimeout + ", expected at least 1s");
        }

        public Limits withHeartbeat(Duration other) {
            return new Limits(framesPerSecond, frameBurst, maxPendingBytes, other, loginTimeout);
        }
    }

    /// Everything at its default, for one app in the given folder on any free port of the loopback address.
    public static ServerConfig local(Path data, int sdkAppID, String key) {
        return new ServerConfig(
                "127.0.0.1",
                0,
                data,
                Map.of(sdkAppID, key),
                "administrator",
                null,
                null,
                null,
                ConfigReader.newNodeName(),
                null,
                false,
                Limits.DEFAULT,
                AssistConfig.NONE,
                ModerationConfig.NONE,
                PushConfig.NONE,
                Map.of());
    }

    public ServerConfig withPostgres(String url) {
        return with(copy -> copy.postgres = url);
    }

    public ServerConfig withNats(String url) {
        return with(copy -> copy.nats = url);
    }

    public ServerConfig withS3(String url) {
        return with(copy -> copy.s3 = url);
    }

    public ServerConfig withNode(String name) {
        return with(copy -> copy.node = name);
    }

    public ServerConfig withPublicUrl(String url) {
        return with(copy -> copy.publicUrl = url);
    }

    public ServerConfig withDev(boolean on) {
        return with(copy -> copy.dev = on);
    }

    public ServerConfig withLimits(Limits other) {
        return with(copy -> copy.limits = other);
    }

    public ServerConfig withAssist(AssistConfig providers) {
        return with(copy -> copy.assist = providers);
    }

    public ServerConfig withModeration(ModerationConfig provider) {
        return with(copy -> copy.moderation = provider);
    }

    public ServerConfig withPush(PushConfig providers) {
        return with(copy -> copy.push = providers);
    }

    public ServerConfig withSettings(Map<String, String> stored) {
        return with(copy -> copy.settings = stored);
    }

    private ServerConfig with(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return new ServerConfig(
                host,
                port,
                data,
                apps,
                admin,
                copy.postgres,
                copy.nats,
                copy.s3,
                copy.node,
                copy.publicUrl,
                copy.dev,
                copy.limits,
                copy.assist,
                copy.moderation,
                copy.push,
                copy.settings);
    }

    /// What one of the methods above changes.
    private static final class Copy {
        private @Nullable String postgres;
        private @Nullable String nats;
        private @Nullable String s3;
        private String node;
        private @Nullable String publicUrl;
        private boolean dev;
        private Limits limits;
        private AssistConfig assist;
        private ModerationConfig moderation;
        private PushConfig push;
        private Map<String, String> settings;

        Copy(ServerConfig of) {
            postgres = of.postgres;
            nats = of.nats;
            s3 = of.s3;
            node = of.node;
            publicUrl = of.publicUrl;
            dev = of.dev;
            limits = of.limits;
            assist = of.assist;
            moderation = of.moderation;
            push = of.push;
            settings = of.settings;
        }
    }

    /// Under which services of the operator reach the server: the public address, or where it listens.
    ///
    /// @param port that it listens on
    String address(int port) {
        if (publicUrl != null) {
            return publicUrl;
        }
        var name = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        return "http://" + (name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + port;
    }

    /// Where files are kept.
    MediaStoreConfig media() {
        return new MediaStoreConfig(data.resolve("media"), s3 == null ? null : S3Address.parse(s3), nats != null);
    }

    /// Without keys and passwords.
    @Override
    public String toString() {
        return "ServerConfig[host=" + host + ", port=" + port + ", data=" + data + ", apps="
                + new TreeMap<>(apps).keySet() + ", node=" + node + ", dev=" + dev + "]";
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new ConfigException(otherwise + ".");
        }
    }
}
