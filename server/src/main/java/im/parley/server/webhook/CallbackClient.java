package im.parley.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.server.http.JsonClient;
import im.parley.server.operation.Terminal;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/// Calls an app's back end. Safe for use by many threads; blocks.
final class CallbackClient implements AutoCloseable {
    private static final int OK = 200;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final int sdkAppID;
    private final Settings settings;
    private final Clock clock;
    private final JsonClient client = new JsonClient(HttpClient.Version.HTTP_1_1, CONNECT);

    CallbackClient(int sdkAppID, Settings settings, Clock clock) {
        this.sdkAppID = sdkAppID;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param body without what all have in common
    /// @return what it answered, an object
    /// @throws IOException saying why there is no answer that can be used
    JsonNode call(CallbackCommand command, Terminal from, ObjectNode body) throws IOException {
        var address = address(command, from);
        var limit = Duration.ofMillis(settings.get(AppSettings.CALLBACK_TIMEOUT));
        var request = client.request(address)
                .timeout(limit)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(command, body).toString()))
                .build();
        var answer = client.call(request);
        var json = answer.json();
        if (answer.status() != OK || json == null || !json.isObject()) {
            throw new IOException(
                    "answered with status " + answer.status() + (answer.status() == OK ? " and no JSON object" : ""));
        }
        return json;
    }

    private ObjectNode body(CallbackCommand command, ObjectNode body) {
        var whole = body.objectNode();
        whole.put("CallbackCommand", command.wireName());
        whole.setAll(body);
        if (!whole.has("EventTime")) { // else it says when it happened
            whole.put("EventTime", clock.millis());
        }
        return whole;
    }

    private URI address(CallbackCommand command, Terminal from) throws IOException {
        var url = settings.get(AppSettings.CALLBACK_URL);
        if (url.isEmpty()) {
            throw new IOException("has no address any more");
        }
        var query = new StringBuilder(url)
                .append(url.indexOf('?') < 0 ? '?' : '&')
                .append("SdkAppid=")
                .append(sdkAppID)
                .append("&CallbackCommand=")
                .append(command.wireName())
                .append("&contenttype=json&ClientIP=")
                .append(URLEncoder.encode(from.ip(), StandardCharsets.UTF_8))
                .append("&OptPlatform=")
                .append(from.platform());
        var token = settings.get(AppSettings.CALLBACK_TOKEN);
        if (!token.isEmpty()) {
            var time = clock.instant().getEpochSecond();
            query.append("&RequestTime=").append(time).append("&Sign=").append(sign(token, time));
        }
        return URI.create(query.toString());
    }

    /// What proves that who calls knows the token.
    ///
    /// @param time seconds since 1970
    static String sign(String token, long time) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((token + time).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
