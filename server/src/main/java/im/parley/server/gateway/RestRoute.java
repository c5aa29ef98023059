package im.parley.server.gateway;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.operation.BlockingCalls;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v4/<service>/<command>`. The status is always 200: the outcome is in the body, and clients repeat
/// what fails with a status.
final class RestRoute {
    static final String PREFIX = "/v4/";

    /// Largest body: a hundred messages with everything around them.
    static final int MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RestRoute.class);

    private final RestApi api;
    private final BlockingCalls calls;
    private final BooleanSupplier draining;

    /// @param draining whether what comes now is to come again later
    RestRoute(RestApi api, BlockingCalls calls, BooleanSupplier draining) {
        this.api = api;
        this.calls = calls;
        this.draining = draining;
    }

    void serve(HttpServerRequest request, String path) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            answer(request, new byte[0]);
            return;
        }
        var parts = path.substring(PREFIX.length()).split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            refuse(request, ErrorCode.UNKNOWN_REQUEST, "the address is not /v4/<service>/<command>");
        } else if (!request.method().equals(HttpMethod.POST)) {
            refuse(request, ErrorCode.HTTP_PARSE_ERROR, "the method is " + request.method() + ", expected POST");
        } else {
            var query = query(request);
            var from = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
            collect(request, body -> call(request, new RestApi.Call(parts[0], parts[1], query, body, from)));
        }
    }

    private void call(HttpServerRequest request, RestApi.Call call) {
        if (draining.getAsBoolean()) {
            refuse(request, ErrorCode.SERVER_OVERLOADED, "the server is shutting down; try again later");
            return;
        }
        try {
            calls.start(() -> {
                try {
                    answer(request, api.call(call));
                } catch (RuntimeException failure) {
                    LOG.error("{}/{} failed", call.service(), call.command(), failure);
                    refuse(request, ErrorCode.INTERNAL_ERROR, "the server failed; its log says why");
                }
            });
        } catch (ChatException overloaded) {
            answer(request, api.refusal(overloaded.code(), String.valueOf(overloaded.getMessage())));
        }
    }

    private void collect(HttpServerRequest request, Consumer<byte[]> whole) {
        var body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(end -> {
            if (body.length() > MAX_BODY_BYTES) {
                refuse(request, ErrorCode.HTTP_PARSE_ERROR, "the body has more than " + MAX_BODY_BYTES + " bytes");
            } else {
                whole.accept(body.getBytes());
            }
        });
    }

    private static Map<String, String> query(HttpServerRequest request) {
        var query = new LinkedHashMap<String, String>();
        request.params().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        return query;
    }

    private void refuse(HttpServerRequest request, ErrorCode code, String message) {
        answer(request, api.refusal(code.number(), message));
    }

    private static void answer(HttpServerRequest request, byte[] json) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Headers", "X-Requested-With, Content-Type")
                .putHeader("Access-Control-Allow-Methods", "POST")
                .end(Buffer.buffer(json));
    }
}
