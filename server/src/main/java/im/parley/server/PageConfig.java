package im.parley.server;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.media.MediaKind;
import im.parley.server.media.MediaService;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/// What the chat page asks for before it knows anything.
final class PageConfig {
    private static final List<MediaKind> SENT =
            List.of(MediaKind.IMAGE, MediaKind.AUDIO, MediaKind.VIDEO, MediaKind.FILE);

    private final int sdkAppID;
    private final boolean isDev;

    /// For the app with the smallest SDKAppID.
    PageConfig(ServerConfig config) {
        this.sdkAppID = Collections.min(config.apps().keySet());
        this.isDev = config.dev();
    }

    int sdkAppID() {
        return sdkAppID;
    }

    /// What `GET /config.json` answers, as UTF-8: the app, whether there are users to try it as, and how many
    /// bytes a file of each kind may have now:
    /// `{"sdkAppID":1400000001,"dev":true,"largest":{"image":20971520,"audio":…,"video":…,"file":…}}`.
    byte[] json(MediaService media) {
        var answer = ProtocolJson.mapper()
                .createObjectNode()
                .put("sdkAppID", sdkAppID)
                .put("dev", isDev);
        var largest = answer.putObject("largest");
        SENT.forEach(kind -> largest.put(kind.wireName(), media.largest(kind)));
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
