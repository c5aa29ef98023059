package im.parley.server;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/// The two users that development mode signs in without asking.
public final class DevUsers {
    private static final List<String> USERS = List.of("alice", "bob");
    private static final Duration VALIDITY = Duration.ofDays(7);

    private final int sdkAppID;
    private final String key;

    /// For the app with the smallest SDKAppID.
    public DevUsers(ServerConfig config) {
        this.sdkAppID = Collections.min(config.apps().keySet());
        this.key = String.valueOf(config.apps().get(sdkAppID));
    }

    /// What `GET /dev/users` answers, as UTF-8:
    /// `{"sdkAppID":1400000001,"users":[{"userID":"alice","userSig":"…"},…]}`. The signatures are valid for
    /// 7 days.
    public byte[] json(Instant now) {
        var answer = ProtocolJson.mapper().createObjectNode().put("sdkAppID", sdkAppID);
        var users = answer.putArray("users");
        for (var user : USERS) {
            users.addObject().put("userID", user).put("userSig", UserSig.mint(sdkAppID, key, user, now, VALIDITY));
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
