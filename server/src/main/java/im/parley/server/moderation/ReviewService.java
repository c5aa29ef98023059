package im.parley.server.moderation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.assist.HttpService;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A web service of the operator's that is asked about each item; docs/operations.md describes the calls.
final class ReviewService implements Reviewer {
    private static final ErrorCode FAILED = ErrorCode.MESSAGE_INTERNAL_ERROR;

    private final HttpService service;
    private final @Nullable String key;

    /// @param key sent as a bearer token; null: none
    ReviewService(URI address, @Nullable String key, Duration limit) {
        this.service = new HttpService("the moderation service", address, limit, FAILED);
        this.key = key;
    }

    @Override
    public boolean knows(Kind kind) {
        return true;
    }

    @Override
    public boolean blocks(Item item) {
        var body = ProtocolJson.mapper()
                .createObjectNode()
                .put("sdkAppID", item.sdkAppID())
                .put("kind", item.kind().id())
                .put("from", item.from());
        if (item.kind() == Kind.TEXT) {
            body.put("text", item.text());
        }
        put(body, "url", item.url());
        put(body, "pictureUrl", item.pictureUrl());
        put(body, "configurationID", item.configurationID());
        var request = service.request("")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var verdict = service.call(request.build()).path("verdict").asText();
        return switch (verdict) {
            case "pass" -> false;
            case "block" -> true;
            default ->
                throw FAILED.because("the moderation service's verdict is " + Check.quote(verdict)
                        + ", expected \"pass\" or \"block\"");
        };
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
