package im.parley.server.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.push.PushVendor;
import im.parley.server.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Google's phones, by the HTTP v1 API of Firebase Cloud Messaging.
final class Fcm implements PushProvider {
    private static final URI GOOGLE = URI.create("https://fcm.googleapis.com");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration GRANT = Duration.ofHours(1);
    /// A token that ends so soon is not used any more.
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final int UNAUTHORIZED = 401;
    private static final int AT_ONCE = 50;
    /// Google refuses larger ones.
    private static final int MAX_BYTES = 4_000;

    private final JsonClient client = new JsonClient(HttpClient.Version.HTTP_1_1, LIMIT);
    private final EachAlone each = new EachAlone(AT_ONCE);
    private final Account account;
    private final URI messages;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private String token = ""; // guarded by lock
    private long tokenEnds; // guarded by lock

    /// @param tokenUri where tokens are had
    private record Account(String email, PrivateKey key, URI tokenUri) {}

    /// @param file the key of a service account
    /// @throws IllegalArgumentException if it is none
    Fcm(Path file, Clock clock) {
        this(file, GOOGLE, clock);
    }

    /// @param base where Google is
    Fcm(Path file, URI base, Clock clock) {
        this.clock = clock;
        try {
            var json = ProtocolJson.mapper().readTree(Files.readAllBytes(file));
            this.account = new Account(
                    text(json, "client_email"),
                    Jwt.RS256.key(text(json, "private_key")),
                    URI.create(text(json, "token_uri")));
            this.messages = base.resolve("/v1/projects/" + text(json, "project_id") + "/messages:send");
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "push-fcm is \"" + file + "\", which is no key of a Google service account: " + wrong.getMessage(),
                    wrong);
        }
    }

    private static String text(JsonNode json, String field) {
        var text = json.path(field).asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it has no " + field);
        }
        return text;
    }

    @Override
    public boolean reaches(PushVendor vendor) {
        return vendor == PushVendor.FCM;
    }

    @Override
    public List<Outcome> send(List<Delivery> deliveries) {
        return each.send(deliveries, this::send);
    }

    private Outcome send(Delivery delivery) {
        try {
            var answer = client.call(client.request(messages)
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body(delivery)))
                    .build());
            if (answer.status() == UNAUTHORIZED) {
                forgetToken();
            }
            return answer.isSuccess() ? new Sent() : outcome(answer);
        } catch (IOException failed) {
            return new Failed("FCM " + failed.getMessage());
        }
    }

    private static Outcome outcome(JsonClient.Answer answer) {
        var error = answer.json() == null ? null : answer.json().path("error");
        var code = error == null ? "" : error.path("status").asText();
        if (error != null) {
            for (var detail : error.path("details")) {
                code = detail.path("errorCode").asText(code);
            }
        }
        var said = "FCM answered " + answer.status() + " " + code;
        return switch (answer.status()) {
            case 404 -> code.equals("UNREGISTERED") ? new Gone() : new Refused(said);
            case 400, 403 -> new Refused(said);
            default -> new Failed(said);
        };
    }

    /// The bearer token, asked for anew before it ends.
    private String token() throws IOException {
        lock.lock();
        try {
            long now = clock.millis();
            if (now >= tokenEnds - MARGIN.toMillis()) {
                var answer = client.call(client.request(account.tokenUri())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type="
                                + URLEncoder.encode(
                                        "urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                                + "&assertion=" + assertion(now / 1000)))
                        .build());
                var json = answer.json();
                if (!answer.isSuccess()
                        || json == null
                        || !json.path("access_token").isTextual()) {
                    throw new IOException("gave no access token (" + answer.status() + ")");
                }
                token = json.path("access_token").asText();
                tokenEnds = now
                        + Duration.ofSeconds(json.path("expires_in").asLong(GRANT.toSeconds()))
                                .toMillis();
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    private void forgetToken() {
        lock.lock();
        try {
            tokenEnds = 0;
        } finally {
            lock.unlock();
        }
    }

    private String assertion(long second) {
        return Jwt.RS256.sign(
                Map.of("alg", "RS256", "typ", "JWT"),
                Map.of(
                        "iss",
                        account.email(),
                        "scope",
                        "https://www.googleapis.com/auth/firebase.messaging",
                        "aud",
                        account.tokenUri().toString(),
                        "iat",
                        second,
                        "exp",
                        second + GRANT.toSeconds()),
                account.key());
    }

    private static byte[] body(Delivery delivery) {
        var whole = json(delivery, delivery.notification());
        return whole.length <= MAX_BYTES
                ? whole
                : json(delivery, delivery.notification().shortened());
    }

    private static byte[] json(Delivery delivery, Notification shown) {
        var root = ProtocolJson.mapper().createObjectNode();
        var message = root.putObject("message").put("token", delivery.device().token());
        var data = message.putObject("data");
        delivery.about().entries().forEach(data::put);
        putIfPresent(data, "ext", shown.extension());
        var android = message.putObject("android").put("priority", "HIGH");
        if (delivery.isCall()) { // the app itself rings
            data.put("call", "true").put("title", shown.title()).put("body", shown.text());
            return root.toString().getBytes(StandardCharsets.UTF_8);
        }
        message.putObject("notification").put("title", shown.title()).put("body", shown.text());
        var notification = android.putObject("notification").put("tag", delivery.id());
        putIfPresent(notification, "sound", shown.sound());
        putIfPresent(notification, "channel_id", shown.channelID());
        putIfPresent(notification, "image", shown.image());
        putIfPresent(notification, "icon", shown.icon());
        if (delivery.badge() != null) {
            notification.put("notification_count", delivery.badge());
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void putIfPresent(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    @Override
    public void close() {
        each.close();
        client.close();
    }
}
