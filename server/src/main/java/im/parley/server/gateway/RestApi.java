package im.parley.server.gateway;

import java.net.InetAddress;
import java.util.Map;

/// What answers `POST /v4/<service>/<command>`. Called on a virtual thread; may block.
public interface RestApi {
    /// One request.
    ///
    /// @param query decoded parameters of the address; of a repeated name the first
    /// @param body as it came, at most 1 MiB
    /// @param from the other end of the connection
    record Call(String service, String command, Map<String, String> query, byte[] body, InetAddress from) {}

    /// @return the JSON of the answer, refusals included; the HTTP status is always 200
    byte[] call(Call call);

    /// The answer to a request that does not get as far as [#call].
    byte[] refusal(int code, String message);
}
