package im.parley.server;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.gateway.RestApi;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Knows no command.
final class NoRest implements RestApi {
    @Override
    public byte[] call(String service, String command, Map<String, String> query, byte[] body) {
        return refusal(ErrorCode.UNKNOWN_REQUEST.number(), service + "/" + command + " is not served here");
    }

    @Override
    public byte[] refusal(int code, String message) {
        return ProtocolJson.mapper()
                .createObjectNode()
                .put("ActionStatus", "FAIL")
                .put("ErrorCode", code)
                .put("ErrorInfo", message)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
