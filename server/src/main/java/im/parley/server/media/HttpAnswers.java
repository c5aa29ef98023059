package im.parley.server.media;

import im.parley.protocol.ProtocolJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Short answers in JSON.
final class HttpAnswers {
    private HttpAnswers() {}

    /// @param code of the contract; 0 where there is none
    static void refuse(HttpServerRequest request, int status, int code, String message) {
        var body = ProtocolJson.mapper().createObjectNode().put("code", code).put("message", message);
        answer(request, status, body.toString());
    }

    static void answer(HttpServerRequest request, int status, String json) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        var body = Buffer.buffer(json);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else {
            response.end(body);
        }
    }
}
