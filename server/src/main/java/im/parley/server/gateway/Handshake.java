package im.parley.server.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The server's side of a WebSocket handshake (RFC 6455, section 4.2).
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    private Handshake() {}

    /// Why a request for `/ws` cannot become a socket.
    ///
    /// @param status the HTTP status
    record Refusal(int status, String message) {}

    /// @return null if the request is a good handshake
    static @Nullable Refusal check(HttpServerRequest request) {
        var headers = request.headers();
        if (!hasToken(headers.get(HttpHeaders.UPGRADE), "websocket")
                || !hasToken(headers.get(HttpHeaders.CONNECTION), "upgrade")) {
            return new Refusal(426, "this address speaks WebSocket");
        }
        if (!request.method().equals(HttpMethod.GET) || request.version() != HttpVersion.HTTP_1_1) {
            return new Refusal(400, "a WebSocket starts with GET and HTTP/1.1");
        }
        if (!VERSION.equals(headers.get("Sec-WebSocket-Version"))) {
            return new Refusal(426, "Sec-WebSocket-Version must be 13");
        }
        if (!isKey(headers.get("Sec-WebSocket-Key"))) {
            return new Refusal(400, "Sec-WebSocket-Key must be 16 bytes in base64");
        }
        return null;
    }

    /// Fills in the headers of the answer 101.
    static void answer(HttpServerRequest request) {
        request.response()
                .putHeader(HttpHeaders.UPGRADE, "websocket")
                .putHeader(HttpHeaders.CONNECTION, "Upgrade")
                .putHeader("Sec-WebSocket-Accept", accept(String.valueOf(request.getHeader("Sec-WebSocket-Key"))));
    }

    /// Refuses the request over HTTP.
    static void refuse(HttpServerRequest request, Refusal refusal) {
        var response = request.response().setStatusCode(refusal.status());
        if (refusal.status() == 426) {
            response.putHeader(HttpHeaders.UPGRADE, "websocket").putHeader("Sec-WebSocket-Version", VERSION);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(refusal.message() + "\n");
    }

    private static String accept(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(sha1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static boolean hasToken(@Nullable String header, String token) {
        return header != null
                && Arrays.stream(header.split(","))
                        .anyMatch(part -> part.strip().equalsIgnoreCase(token));
    }
}
