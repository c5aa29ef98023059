package im.parley.server.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where an S3-compatible store is and who may use it:
/// `s3://KEY:SECRET@host[:port]/bucket[?region=us-east-1&tls=true&prefix=parley/]`, with key and secret
/// written as in any URL (`/` is `%2F`).
///
/// @param endpoint such as `https://s3.example.org`
/// @param region `us-east-1` unless another is given
/// @param bucket must exist
/// @param prefix what all keys begin with; may be empty
public record S3Address(URI endpoint, String accessKey, String secretKey, String region, String bucket, String prefix) {
    /// @throws IllegalArgumentException saying what is wrong, without the secret
    public static S3Address parse(String url) {
        var uri = uri(url);
        var user = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (!"s3".equals(uri.getScheme()) || uri.getHost() == null || user.length != 2) {
            throw new IllegalArgumentException("it is not of the form s3://KEY:SECRET@host:port/bucket");
        }
        var bucket = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("the path names no bucket, expected s3://KEY:SECRET@host:port/bucket");
        }
        var tls = switch (parameter(uri, "tls", "true").toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("tls must be true or false");
        };
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new S3Address(
                URI.create((tls ? "https://" : "http://") + uri.getHost() + port),
                decode(user[0]),
                decode(user[1]),
                parameter(uri, "region", "us-east-1"),
                bucket,
                parameter(uri, "prefix", ""));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException broken) { // its message has the whole address, secret included
            throw new IllegalArgumentException("it is no address: " + broken.getReason(), null);
        }
    }

    private static String parameter(URI uri, String name, String otherwise) {
        var query = uri.getRawQuery();
        for (var pair : (query == null ? "" : query).split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return decode(parts[1]);
            }
        }
        return otherwise;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Without key and secret.
    @Override
    public String toString() {
        return endpoint + "/" + bucket + "/" + prefix;
    }
}
