package im.parley.server.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL is and how to sign in to it.
///
/// @param jdbcUrl the driver's form, without user and password
/// @param user null where the driver's own sources (such as `PGUSER`) decide
/// @param password null where none is needed or the driver finds one (such as `~/.pgpass`)
record PostgresUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final String JDBC = "jdbc:postgresql:";

    /// Reads `postgres://user:password@host:port/database?parameter=value`, the same with `postgresql:`, or
    /// the JDBC form.
    ///
    /// @throws StoreException if it is none of them
    static PostgresUrl parse(String text) {
        if (text.startsWith(JDBC)) {
            return new PostgresUrl(text, null, null);
        }
        try {
            var uri = new URI(text);
            var known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
            if (!known || uri.getRawAuthority() == null) {
                throw unreadable();
            }
            return of(uri);
        } catch (URISyntaxException broken) {
            throw unreadable();
        }
    }

    private static PostgresUrl of(URI uri) {
        var authority = uri.getRawAuthority();
        var at = authority.lastIndexOf('@');
        var address = authority.substring(at + 1);
        var credentials = at < 0 ? "" : authority.substring(0, at);
        var colon = credentials.indexOf(':');
        var user = colon < 0 ? credentials : credentials.substring(0, colon);
        var path = uri.getRawPath();
        var database = path == null || path.length() < 2 ? "/" : path;
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PostgresUrl(
                JDBC + "//" + address + database + query,
                user.isEmpty() ? null : decode(user),
                colon < 0 ? null : decode(credentials.substring(colon + 1)));
    }

    static PostgresUrl loopback(int port, String user, String password) {
        return new PostgresUrl(JDBC + "//127.0.0.1:" + port + "/postgres", user, password);
    }

    /// The form that [#parse(String)] reads, password included.
    String withCredentials() {
        return "postgres://" + encode(user) + ':' + encode(password) + '@' + jdbcUrl.substring(JDBC.length() + 2);
    }

    /// What the driver needs besides the URL.
    ///
    /// @param application shown in `pg_stat_activity`
    /// @param schema the first and only one that unqualified names are looked up in; null leaves that to
    ///     the server
    Properties properties(String application, @Nullable String schema) {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        if (schema != null) {
            properties.setProperty("currentSchema", schema);
        }
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", "5"); // seconds
        properties.setProperty("socketTimeout", "60"); // nothing here takes a minute: the network is gone
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false"); // details quote rows, and rows hold what people wrote
        return properties;
    }

    /// The URL without anything secret, for logs and messages.
    String display() {
        return jdbcUrl.replaceFirst("\\?.*", "").substring("jdbc:".length());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(@Nullable String text) {
        return text == null
                ? ""
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static StoreException unreadable() {
        return new StoreException(
                "The PostgreSQL URL is not of the form postgres://user:password@host:port/database or jdbc:postgresql:…");
    }
}
