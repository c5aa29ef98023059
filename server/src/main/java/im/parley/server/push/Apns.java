package im.parley.server.push;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.push.PushVendor;
import im.parley.server.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Apple's phones, by APNs with a provider's token, over HTTP/2.
final class Apns implements PushProvider {
    private static final URI PRODUCTION = URI.create("https://api.push.apple.com");
    private static final URI SANDBOX = URI.create("https://api.sandbox.push.apple.com");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /// Apple wants a token between 20 and 60 minutes old to be replaced.
    private static final Duration TOKEN_AGE = Duration.ofMinutes(40);
    /// How long Apple keeps what a phone that is off has to show.
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int AT_ONCE = 50;
    private static final int MAX_BYTES = 4_096;
    private static final int GONE = 410;

    private final JsonClient client = new JsonClient(HttpClient.Version.HTTP_2, LIMIT);
    private final EachAlone each = new EachAlone(AT_ONCE);
    private final Config config;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private String token = ""; // guarded by lock
    private long tokenMade; // guarded by lock; milliseconds since 1970

    /// @param keyID of the key, as Apple shows it
    /// @param team the developer team's ID
    /// @param topic the app's bundle ID
    /// @param base where Apple is
    record Config(PrivateKey key, String keyID, String team, String topic, URI base) {
        /// @param text `FILE?key=ID&team=ID&topic=ID`, and `&sandbox=true`
        /// @throws IllegalArgumentException saying what is wrong with it
        static Config parse(String text) {
            var parts = text.split("\\?", 2);
            var values = new HashMap<String, String>();
            for (var pair : (parts.length > 1 ? parts[1] : "").split("&")) {
                var halves = pair.split("=", 2);
                values.put(halves[0], halves.length > 1 ? halves[1] : "");
            }
            Function<String, String> value = name -> {
                var found = values.getOrDefault(name, "");
                if (found.isEmpty()) {
                    throw new IllegalArgumentException(
                            "push-apns is \"" + text + "\", expected FILE?key=ID&team=ID&topic=ID");
                }
                return found;
            };
            return new Config(
                    key(Path.of(parts[0])),
                    value.apply("key"),
                    value.apply("team"),
                    value.apply("topic"),
                    "true".equals(values.get("sandbox")) ? SANDBOX : PRODUCTION);
        }

        private static PrivateKey key(Path file) {
            try {
                return Jwt.ES256.key(Files.readString(file));
            } catch (IOException | IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "push-apns names the file \"" + file + "\", which is no key of Apple's: " + wrong.getMessage(),
                        wrong);
            }
        }

        Config at(URI other) {
            return new Config(key, keyID, team, topic, other);
        }
    }

    Apns(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public boolean reaches(PushVendor vendor) {
        return vendor == PushVendor.APNS;
    }

    @Override
    public List<Outcome> send(List<Delivery> deliveries) {
        return each.send(deliveries, this::send);
    }

    private Outcome send(Delivery delivery) {
        try {
            var answer = client.call(request(delivery));
            return answer.isSuccess() ? new Sent() : outcome(answer);
        } catch (IOException failed) {
            return new Failed("APNs " + failed.getMessage());
        }
    }

    private static Outcome outcome(JsonClient.Answer answer) {
        var reason = answer.json() == null ? "" : answer.json().path("reason").asText();
        var said = "APNs answered " + answer.status() + " " + reason;
        return switch (answer.status()) {
            case GONE -> new Gone();
            case 400, 404, 405, 413 -> new Refused(said); // a bad token may be one of the other environment
            default -> new Failed(said); // 403 too: the key may be put right
        };
    }

    private HttpRequest request(Delivery delivery) {
        var device = delivery.device();
        var voipToken = device.voipToken();
        var isCall = delivery.isCall() && voipToken != null;
        return client.request(config.base().resolve("/3/device/" + (isCall ? voipToken : device.token())))
                .header("authorization", "bearer " + token())
                .header("apns-topic", isCall ? config.topic() + ".voip" : config.topic())
                .header("apns-push-type", isCall ? "voip" : "alert")
                .header("apns-priority", "10")
                .header(
                        "apns-expiration", // a call is over when it could not ring
                        isCall ? "0" : Long.toString(clock.instant().plus(KEPT).getEpochSecond()))
                .header(
                        "apns-id",
                        UUID.nameUUIDFromBytes(delivery.id().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .header("apns-collapse-id", delivery.id())
                .POST(BodyPublishers.ofByteArray(body(delivery)))
                .build();
    }

    private static byte[] body(Delivery delivery) {
        var whole = json(delivery, delivery.notification());
        return whole.length <= MAX_BYTES
                ? whole
                : json(delivery, delivery.notification().shortened());
    }

    private static byte[] json(Delivery delivery, Notification shown) {
        var root = ProtocolJson.mapper().createObjectNode();
        var aps = root.putObject("aps");
        aps.putObject("alert").put("title", shown.title()).put("body", shown.text());
        if (shown.sound() != null && !shown.sound().isEmpty()) {
            aps.put("sound", shown.sound());
        }
        if (delivery.badge() != null) {
            aps.put("badge", delivery.badge());
        }
        if (shown.image() != null) {
            aps.put("mutable-content", 1); // the app's extension fetches it
            root.put("image", shown.image());
        }
        delivery.about().entries().forEach(root::put);
        if (shown.extension() != null) {
            root.put("ext", shown.extension());
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String token() {
        lock.lock();
        try {
            long now = clock.millis();
            if (now - tokenMade >= TOKEN_AGE.toMillis()) {
                token = Jwt.ES256.sign(
                        Map.of("alg", "ES256", "kid", config.keyID()),
                        Map.of("iss", config.team(), "iat", now / 1000),
                        config.key());
                tokenMade = now;
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        each.close();
        client.close();
    }
}
