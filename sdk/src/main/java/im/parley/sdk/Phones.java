package im.parley.sdk;

import im.parley.protocol.ChatException;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.push.SetPushToken;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Tells the server how this instance's phone is reached while nobody is online.
final class Phones {
    /// The experimental call.
    static final String CALL = "setOfflinePushToken";

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Link link;
    private final Duration timeout;

    Phones(SerialExecutor work, Readiness readiness, Link link, Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.link = link;
        this.timeout = timeout;
    }

    /// @param param a [SetPushToken], or a map of its fields
    CompletableFuture<Map<String, Object>> set(@Nullable Object param) {
        return readiness.guard(() -> {
            var request = request(Params.present("param", param));
            return work.answer(() -> link.call(request, timeout).thenApply(nothing -> Map.of()));
        });
    }

    private static SetPushToken request(Object param) {
        if (param instanceof SetPushToken token) {
            return token;
        }
        try {
            return ProtocolJson.mapper().convertValue(param, SetPushToken.class);
        } catch (IllegalArgumentException wrong) {
            for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
                if (cause instanceof ChatException named) {
                    throw new IllegalArgumentException(named.getMessage(), wrong);
                }
            }
            throw wrong;
        }
    }
}
