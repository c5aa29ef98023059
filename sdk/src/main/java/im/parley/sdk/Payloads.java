package im.parley.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.io.IOException;
import java.util.Map;

/// Payloads from the wire and to it: one line per kind.
final class Payloads {
    private static final Map<String, Class<? extends Payload>> KINDS = Map.ofEntries(
            Map.entry(Types.MSG_TEXT, TextPayload.class),
            Map.entry(Types.MSG_IMAGE, ImagePayload.class),
            Map.entry(Types.MSG_AUDIO, AudioPayload.class),
            Map.entry(Types.MSG_VIDEO, VideoPayload.class),
            Map.entry(Types.MSG_FILE, FilePayload.class),
            Map.entry(Types.MSG_FACE, FacePayload.class),
            Map.entry(Types.MSG_LOCATION, LocationPayload.class),
            Map.entry(Types.MSG_CUSTOM, CustomPayload.class),
            Map.entry(Types.MSG_MERGER, MergerPayload.class),
            Map.entry(Types.MSG_GRP_TIP, GroupTipPayload.class),
            Map.entry(Types.MSG_GRP_SYS_NOTICE, GroupSystemNoticePayload.class));

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
            Types.MSG_GRP_SYS_NOTICE, "[群系统通知]",
            Types.MSG_MERGER, "[聊天记录]");

    private Payloads() {}

    /// What a message from the wire says.
    static Payload of(im.parley.protocol.message.Message message) {
        return switch (read(message.type(), message.payload())) {
            case GroupTipPayload tip -> tip.withAddressesOf(message);
            case GroupSystemNoticePayload notice -> notice.withAddressesOf(message);
            case Payload other -> other;
        };
    }

    /// Reads a payload from the wire. One that cannot be understood is kept as it is.
    static Payload read(String type, RawJson json) {
        var mapper = ProtocolJson.mapper();
        try {
            var kind = KINDS.get(type);
            if (kind != null) {
                return mapper.readValue(json.utf8(), kind);
            }
        } catch (IOException misfit) {
            return unknown(type, json); // a later version's, or another client's mistake
        }
        return unknown(type, json);
    }

    private static Payload unknown(String type, RawJson json) {
        var mapper = ProtocolJson.mapper();
        try {
            return new UnknownPayload(type, mapper.readTree(json.utf8()));
        } catch (IOException broken) {
            JsonNode nothing = mapper.createObjectNode();
            return new UnknownPayload(type, nothing);
        }
    }

    static RawJson write(Payload payload) {
        return RawJson.of(Wire.text(payload));
    }

    static String placeholder(String type) {
        return PLACEHOLDERS.getOrDefault(type, "[" + type + "]");
    }
}
