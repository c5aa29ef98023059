package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.message.AndroidPushInfo;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import org.jspecify.annotations.Nullable;

/// `OfflinePushInfo` as the REST API has it.
///
/// @param pushFlag 1: no push
record RestPush(
        @Nullable Integer pushFlag,
        @Nullable String title,
        @Nullable String desc,
        @Nullable String ext,
        @Nullable Android androidInfo,
        @Nullable Apns apnsInfo) {
    /// Malformed.
    private static final int BAD_PUSH = 90043;

    record Android(
            @Nullable String sound,
            @JsonProperty("XiaoMiChannelID") @Nullable String xiaoMiChannelID,
            @JsonProperty("OPPOChannelID") @Nullable String oppoChannelID,
            @JsonProperty("GoogleChannelID") @Nullable String googleChannelID,
            @JsonProperty("VIVOClassification") @Nullable Integer vivoClassification,
            @JsonProperty("VIVOCategory") @Nullable String vivoCategory,
            @Nullable String huaWeiCategory,
            @Nullable String huaWeiImage,
            @Nullable String honorImage,
            @Nullable String googleImage,
            @Nullable String honorImportance) {
        private AndroidPushInfo toInfo() {
            return new AndroidPushInfo(
                    sound,
                    xiaoMiChannelID,
                    oppoChannelID,
                    googleChannelID,
                    vivoClassification,
                    vivoCategory,
                    huaWeiCategory,
                    null,
                    huaWeiImage,
                    honorImage,
                    googleImage,
                    honorImportance,
                    null);
        }
    }

    /// @param badgeMode 1: the number on the app's icon does not grow
    record Apns(
            @Nullable String sound,
            @Nullable Integer badgeMode,
            @Nullable String image) {
        private ApnsPushInfo toInfo() {
            return new ApnsPushInfo(sound, badgeMode == null ? null : badgeMode == 1, null, image);
        }
    }

    OfflinePushInfo toInfo() {
        try {
            return new OfflinePushInfo(
                    pushFlag == null ? null : pushFlag == 1,
                    null,
                    title,
                    desc,
                    ext,
                    androidInfo == null ? null : androidInfo.toInfo(),
                    apnsInfo == null ? null : apnsInfo.toInfo());
        } catch (ChatException refused) {
            throw new ChatException(BAD_PUSH, String.valueOf(refused.getMessage()));
        }
    }
}
