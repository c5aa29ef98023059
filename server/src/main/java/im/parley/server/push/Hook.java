package im.parley.server.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.push.PushVendor;
import im.parley.server.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A service of the operator's that gets notifications by POST and hands them to the vendors (`sendMessage#27`);
/// `docs/operations.md` describes what it gets and may answer.
final class Hook implements PushProvider {
    static final String TIMESTAMP = "X-Parley-Timestamp";
    static final String SIGNATURE = "X-Parley-Signature";

    private static final int AT_ONCE = 500;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String HMAC = "HmacSHA256";

    private final JsonClient client = new JsonClient(HttpClient.Version.HTTP_1_1, LIMIT);
    private final URI address;
    private final @Nullable SecretKeySpec secret;
    private final Clock clock;

    /// @param secret requests are signed with it; null: they are not
    Hook(URI address, @Nullable String secret, Clock clock) {
        this.address = address;
        this.secret = secret == null ? null : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
        this.clock = clock;
    }

    @Override
    public boolean reaches(PushVendor vendor) {
        return true;
    }

    /// @param sdkAppID of the app
    private record Batch(int sdkAppID, List<Item> notifications) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Item(
            String id,
            PushVendor vendor,
            String token,
            @Nullable String voipToken,
            boolean call,
            @Nullable String language,
            @Nullable Integer badge,
            @JsonUnwrapped Notification notification,
            About message) {
        static Item of(Delivery delivery) {
            var device = delivery.device();
            return new Item(
                    delivery.id(),
                    device.vendor(),
                    device.token(),
                    device.voipToken(),
                    delivery.isCall(),
                    device.language().isEmpty() ? null : device.language(),
                    delivery.badge(),
                    delivery.notification(),
                    delivery.about());
        }
    }

    @Override
    public List<Outcome> send(List<Delivery> deliveries) {
        var outcomes = new ArrayList<Outcome>();
        for (var some :
                deliveries.stream().gather(Gatherers.windowFixed(AT_ONCE)).toList()) {
            var before = outcomes.isEmpty() ? null : outcomes.getLast();
            outcomes.addAll(
                    before instanceof Failed // it is down, and others wait
                            ? Collections.nCopies(some.size(), before)
                            : post(some));
        }
        return outcomes;
    }

    private List<Outcome> post(List<Delivery> deliveries) {
        try {
            var answer = client.call(request(new Batch(
                    deliveries.getFirst().app(),
                    deliveries.stream().map(Item::of).toList())));
            if (!answer.isSuccess()) {
                return Collections.nCopies(deliveries.size(), new Failed("the hook answered " + answer.status()));
            }
            var invalid = new HashSet<String>();
            if (answer.json() != null) {
                answer.json().path("invalidTokens").forEach(token -> invalid.add(token.asText()));
            }
            return deliveries.stream()
                    .map(delivery -> outcome(delivery, invalid))
                    .toList();
        } catch (IOException failed) {
            return Collections.nCopies(deliveries.size(), new Failed("the hook " + failed.getMessage()));
        }
    }

    private static Outcome outcome(Delivery delivery, Set<String> invalid) {
        return invalid.contains(delivery.device().token()) ? new Gone() : new Sent();
    }

    private HttpRequest request(Batch batch) {
        var body = json(batch);
        var request = client.request(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (secret != null) {
            var timestamp = Long.toString(clock.instant().getEpochSecond());
            request.header(TIMESTAMP, timestamp).header(SIGNATURE, "sha256=" + sign(secret, timestamp, body));
        }
        return request.build();
    }

    private static byte[] json(Batch batch) {
        try {
            return ProtocolJson.mapper().writeValueAsBytes(batch);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records can be written", impossible);
        }
    }

    private static String sign(SecretKeySpec secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update((timestamp + '.').getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
