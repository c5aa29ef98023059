package im.parley.server.moderation;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.assist.HttpService;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A service that speaks OpenAI's API of moderations (`POST <base>/moderations`). Knows texts and pictures, and
/// of videos the picture that stands for them.
final class OpenAiModeration implements Reviewer {
    private static final ErrorCode FAILED = ErrorCode.MESSAGE_INTERNAL_ERROR;

    private final HttpService service;
    private final @Nullable String key;
    private final String model;

    /// @param base such as `https://api.openai.com/v1`
    /// @param key sent as a bearer token; null: none
    OpenAiModeration(URI base, @Nullable String key, String model, Duration limit) {
        this.service = new HttpService("the moderation service", base, limit, FAILED);
        this.key = key;
        this.model = model;
    }

    @Override
    public boolean knows(Kind kind) {
        return kind != Kind.AUDIO;
    }

    @Override
    public boolean blocks(Item item) {
        var picture = item.kind() == Kind.VIDEO ? item.pictureUrl() : item.url();
        if (item.kind() == Kind.VIDEO && picture == null) {
            return false;
        }
        var body = ProtocolJson.mapper().createObjectNode().put("model", model);
        var input = body.putArray("input").addObject();
        if (picture == null) {
            input.put("type", "text").put("text", item.text());
        } else {
            input.put("type", "image_url").putObject("image_url").put("url", picture);
        }
        var request = service.request("/moderations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var flagged = service.call(request.build()).at("/results/0/flagged");
        if (!flagged.isBoolean()) {
            throw FAILED.because("the moderation service answered without results[0].flagged");
        }
        return flagged.booleanValue();
    }

    @Override
    public void close() {
        service.close();
    }
}
