package im.parley.server.gateway;

import im.parley.server.operation.OperationTable;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a gateway serves.
///
/// @param apps from SDKAppID to the app's operations; null for an app that is not served here
/// @param rest `POST /v4/…`
/// @param media `/media/…`; called on the request's event loop
/// @param documents from a path such as `/config.json` to what makes its JSON; called on a virtual thread
/// @param readiness what must work before the server is ready, by name; called on a virtual thread
/// @param files the chat page and the console
public record Site(
        IntFunction<@Nullable OperationTable> apps,
        RestApi rest,
        Consumer<HttpServerRequest> media,
        Map<String, Supplier<byte[]>> documents,
        Map<String, BooleanSupplier> readiness,
        StaticFiles files) {
    public Site {
        documents = Map.copyOf(documents);
        readiness = Map.copyOf(readiness);
    }
}
