package im.parley.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.util.Map;

/// A payload of a kind that this version of the SDK does not know, as it came.
///
/// @param type a `MSG_…` value of [Types], or one of a later version
/// @param json the payload's fields
public record UnknownPayload(String type, JsonNode json) implements Payload {
    // compat#19: apps compare with these texts
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            Types.MSG_IMAGE, "[图片]",
            Types.MSG_AUDIO, "[语音]",
            Types.MSG_VIDEO, "[视频]",
            Types.MSG_FILE, "[文件]",
            Types.MSG_LOCATION, "[位置]",
            Types.MSG_FACE, "[动画表情]",
            Types.MSG_CUSTOM, "[自定义消息]",
            Types.MSG_GRP_TIP, "[群提示消息]",
            Types.MSG_MERGER, "[聊天记录]");

    @Override
    public String messageForShow() {
        return PLACEHOLDERS.getOrDefault(type, "[" + type + "]");
    }
}
