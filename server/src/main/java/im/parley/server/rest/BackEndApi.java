package im.parley.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import im.parley.server.gateway.RestApi;
import im.parley.server.settings.AppSettings;
import im.parley.server.store.StoreErrors;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v4/<service>/<command>`: checks who calls, serves the command and wraps its answer. Safe for
/// use by many threads.
///
/// Checked in this order: the command (60009), `sdkappid` given (60012), a number (60006) and known
/// (70020), the caller's address allowed (60021), `usersig` readable (70003), made with the app's key (70009),
/// for `identifier` (70013), for this app (70014), not expired (70001), `identifier` an administrator (60010),
/// the body (60003), the rate (60007).
public final class BackEndApi implements RestApi {
    private static final Logger LOG = LoggerFactory.getLogger(BackEndApi.class);

    private final RestTable table;
    private final IntFunction<@Nullable RestAccess> apps;
    private final String admin;
    private final Clock clock;
    private final Map<Integer, RestRate> rates = new ConcurrentHashMap<>();

    /// @param apps from SDKAppID to what calls of the app are checked against; null for one that is not served
    ///     here
    /// @param admin userID of the administrator
    public BackEndApi(RestTable table, IntFunction<@Nullable RestAccess> apps, String admin, Clock clock) {
        this.table = table;
        this.apps = apps;
        this.admin = admin;
        this.clock = clock;
    }

    /// Serves one request; whatever happens, there is an answer.
    ///
    /// @return the JSON of the answer
    @Override
    public byte[] call(Call call) {
        try {
            var answer = envelope("OK", 0, "");
            return bytes(answer.setAll(answer(call)));
        } catch (ChatException refused) {
            return refusal(refused.code(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException failed) {
            var retryable = StoreErrors.asRetryable(failed);
            if (retryable.isEmpty()) {
                LOG.error("{}/{} failed", call.service(), call.command(), failed);
            }
            return retryable
                    .map(later -> refusal(later.code(), String.valueOf(later.getMessage())))
                    .orElseGet(() -> refusal(ErrorCode.INTERNAL_ERROR.number(), "the server failed; its log says why"));
        }
    }

    /// The answer to a request that does not get as far as [#call].
    @Override
    public byte[] refusal(int code, String message) {
        return bytes(envelope("FAIL", code, message));
    }

    private ObjectNode answer(Call call) {
        var name = call.service() + '/' + call.command();
        var route = table.find(call.service(), call.command());
        if (route == null) {
            throw ErrorCode.UNKNOWN_REQUEST.because("there is no command " + name);
        }
        var query = call.query();
        var app = app(query.get("sdkappid"));
        if (!app.settings().get(AppSettings.REST_IP_ALLOW_LIST).allow(call.from())) {
            throw ErrorCode.SOURCE_IP_NOT_ALLOWED.because(
                    call.from().getHostAddress() + " is not in the setting " + AppSettings.REST_IP_ALLOW_LIST.key());
        }
        var identifier = query.getOrDefault("identifier", "");
        UserSig.verify(query.getOrDefault("usersig", ""), app.sdkAppID(), app.key(), identifier, clock.instant());
        if (!identifier.equals(admin)) {
            throw ErrorCode.NEEDS_ADMIN.because("\"" + identifier + "\" is not an administrator of the app");
        }
        var action = route.read(call.body());
        rates.computeIfAbsent(app.sdkAppID(), id -> new RestRate(app.settings(), System::nanoTime))
                .take(name);
        return action.apply(app.sdkAppID());
    }

    private RestAccess app(@Nullable String sdkAppID) {
        if (sdkAppID == null || sdkAppID.isEmpty()) {
            throw ErrorCode.SDK_APP_ID_MISSING.because("sdkappid is missing in the address");
        }
        if (!sdkAppID.matches("\\d{1,10}") || Long.parseLong(sdkAppID) > Integer.MAX_VALUE) {
            throw ErrorCode.SDK_APP_ID_INVALID.because(
                    "sdkappid is \"" + sdkAppID + "\", expected 1 to " + Integer.MAX_VALUE);
        }
        var app = apps.apply(Integer.parseInt(sdkAppID));
        if (app == null) {
            throw ErrorCode.APP_NOT_FOUND.because("SDKAppID " + sdkAppID + " is not served here");
        }
        return app;
    }

    private static ObjectNode envelope(String status, int code, String message) {
        return ProtocolJson.mapper()
                .createObjectNode()
                .put("ActionStatus", status)
                .put("ErrorInfo", message)
                .put("ErrorCode", code);
    }

    private static byte[] bytes(Object json) {
        try {
            return ProtocolJson.mapper().writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }
}
