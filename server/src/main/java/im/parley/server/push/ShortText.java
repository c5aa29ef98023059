package im.parley.server.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.Map;

/// What a message says in a few words: as `lastMessage.messageForShow` does (`compat#19`).
final class ShortText {
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            Types.MSG_IMAGE, "[图片]",
            Types.MSG_AUDIO, "[语音]",
            Types.MSG_VIDEO, "[视频]",
            Types.MSG_FILE, "[文件]",
            Types.MSG_LOCATION, "[位置]",
            Types.MSG_FACE, "[动画表情]",
            Types.MSG_CUSTOM, "[自定义消息]",
            Types.MSG_MERGER, "[聊天记录]");

    private ShortText() {}

    /// @param payload JSON text
    static String of(String type, String payload) {
        return type.equals(Types.MSG_TEXT) ? text(payload) : PLACEHOLDERS.getOrDefault(type, "");
    }

    private static String text(String payload) {
        try {
            return ProtocolJson.mapper().readTree(payload).path("text").asText();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the log holds JSON", broken);
        }
    }
}
