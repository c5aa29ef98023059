package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import org.jspecify.annotations.Nullable;

/// What each vendor of Android phones wants to know of a push; texts of at most 1,024 bytes (`sendMessage#18`).
///
/// @param sound a file of the app's; Huawei, Xiaomi and Google only
/// @param xiaoMiChannelID Xiaomi's channel
/// @param oppoChannelID OPPO's channel, from version 8.0 on
/// @param fcmChannelID Google's channel
/// @param vivoClassification vivo's class: 0 of the operator, 1 of the system
/// @param vivoCategory vivo's category
/// @param huaWeiCategory Huawei's category
/// @param oppoCategory OPPO's category
/// @param huaWeiImage address of a picture
/// @param honorImage address of a picture
/// @param googleImage address of a picture
/// @param honorImportance `NORMAL` or `LOW`
/// @param meizuNotifyType Meizu's type of notice
public record AndroidPushInfo(
        @Nullable String sound,
        @JsonProperty("XiaoMiChannelID") @Nullable String xiaoMiChannelID,
        @JsonProperty("OPPOChannelID") @Nullable String oppoChannelID,
        @JsonProperty("FCMChannelID") @Nullable String fcmChannelID,
        @JsonProperty("VIVOClassification") @Nullable Integer vivoClassification,
        @JsonProperty("VIVOCategory") @Nullable String vivoCategory,
        @JsonProperty("HuaWeiCategory") @Nullable String huaWeiCategory,
        @JsonProperty("OPPOCategory") @Nullable String oppoCategory,
        @JsonProperty("HuaWeiImage") @Nullable String huaWeiImage,
        @JsonProperty("HonorImage") @Nullable String honorImage,
        @JsonProperty("GoogleImage") @Nullable String googleImage,
        @JsonProperty("HonorImportance") @Nullable String honorImportance,
        @JsonProperty("MeizuNotifyType") @Nullable Integer meizuNotifyType) {
    public AndroidPushInfo {
        text("sound", sound);
        text("XiaoMiChannelID", xiaoMiChannelID);
        text("OPPOChannelID", oppoChannelID);
        text("FCMChannelID", fcmChannelID);
        text("VIVOCategory", vivoCategory);
        text("HuaWeiCategory", huaWeiCategory);
        text("OPPOCategory", oppoCategory);
        text("HuaWeiImage", huaWeiImage);
        text("HonorImage", honorImage);
        text("GoogleImage", googleImage);
        text("HonorImportance", honorImportance);
    }

    private static void text(String field, @Nullable String value) {
        Check.bytes(
                "offlinePushInfo.androidInfo." + field,
                value,
                Limits.PUSH_TEXT_BYTES,
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
