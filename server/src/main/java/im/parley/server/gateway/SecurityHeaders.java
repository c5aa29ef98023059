package im.parley.server.gateway;

import io.vertx.core.http.HttpServerResponse;

/// What browsers are told not to do with the chat page and the console.
final class SecurityHeaders {
    /// Scripts come from here alone; pictures and files may be anywhere, since users' avatars are; sockets
    /// too, since a page may be given another server's address.
    private static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob: http: https:",
            "media-src 'self' blob: http: https:",
            "connect-src 'self' ws: wss: http: https:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'");

    private SecurityHeaders() {}

    static void add(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Frame-Options", "SAMEORIGIN")
                .putHeader("Referrer-Policy", "no-referrer");
    }
}
