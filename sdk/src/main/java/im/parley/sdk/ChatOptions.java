package im.parley.sdk;

import im.parley.protocol.session.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How to reach an app on a server.
///
/// ```java
/// var options = ChatOptions.of(1400000001, "ws://localhost:8080");
/// ```
///
/// @param sdkAppID the app's number, 1 or more
/// @param proxyServer the server's address: `ws://` or `wss://`, host and port; `http` and `https` mean the
///     same
/// @param platform what kind of terminal this is, for the login settings of the server (`login#3`)
/// @param sendTimeout how long a send may take, reconnects included, before it fails with 2801 or, where there
///     was no connection at all, with 2805; it can then be sent again with `resendMessage`, and is stored once in
///     any case
/// @param requestTimeout how long any other call may take, with the same codes; a login fails with 2801
public record ChatOptions(
        int sdkAppID, URI proxyServer, Platform platform, Duration sendTimeout, Duration requestTimeout) {
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15); // login#7

    /// @throws IllegalArgumentException if a value is missing or out of range
    public ChatOptions {
        Params.that(sdkAppID > 0, "SDKAppID", sdkAppID, "1 or more");
        Params.present("proxyServer", proxyServer);
        Params.that(
                scheme(proxyServer) != null && proxyServer.getHost() != null,
                "proxyServer",
                proxyServer,
                "ws://host:port or wss://host:port");
        Params.present("platform", platform);
        Params.that(positive(sendTimeout), "sendTimeout", sendTimeout, "more than zero");
        Params.that(positive(requestTimeout), "requestTimeout", requestTimeout, "more than zero");
    }

    /// The app on the server at an address, with ordinary time-outs, from the kind of machine this is.
    ///
    /// @throws IllegalArgumentException if the number or the address is none
    public static ChatOptions of(int sdkAppID, String proxyServer) {
        return new ChatOptions(
                sdkAppID,
                URI.create(Params.text("proxyServer", proxyServer)),
                platformOf(System.getProperty("os.name", "")),
                SEND_TIMEOUT,
                REQUEST_TIMEOUT);
    }

    /// The same from another kind of terminal.
    public ChatOptions withPlatform(Platform newPlatform) {
        return new ChatOptions(sdkAppID, proxyServer, newPlatform, sendTimeout, requestTimeout);
    }

    /// The same with other time-outs.
    public ChatOptions withTimeouts(Duration newSendTimeout, Duration newRequestTimeout) {
        return new ChatOptions(sdkAppID, proxyServer, platform, newSendTimeout, newRequestTimeout);
    }

    /// Where the WebSocket is.
    URI socketAddress() {
        var path = proxyServer.getPath() == null ? "" : proxyServer.getPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return URI.create(scheme(proxyServer) + "://" + proxyServer.getAuthority() + path + "/ws?v=1&joined=1&sdkappid="
                + sdkAppID);
    }

    /// What the addresses of files begin with, without a slash at the end.
    String httpAddress() {
        var socket = socketAddress().toString();
        return "http" + socket.substring("ws".length(), socket.indexOf("/ws?"));
    }

    static Platform platformOf(String osName) {
        var name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return Platform.WINDOWS;
        }
        return name.startsWith("mac") ? Platform.MAC : Platform.LINUX;
    }

    private static boolean positive(@Nullable Duration duration) {
        return duration != null && duration.isPositive();
    }

    private static @Nullable String scheme(URI address) {
        var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "ws", "http" -> "ws";
            case "wss", "https" -> "wss";
            default -> null;
        };
    }
}
