package im.parley.server.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.Types;
import im.parley.protocol.message.AndroidPushInfo;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import org.jspecify.annotations.Nullable;

/// What one kind of phone shows, fitted to what its vendor can do; what it cannot, and what the sender did not say, is
/// absent.
///
/// @param extension handed to the app that is opened
/// @param longText can be unfolded
/// @param sound a file of the app's; empty: none
/// @param channelID Android's channel
/// @param category what the vendor calls its category
/// @param image address of a picture
/// @param icon name of the app's small icon
/// @param importance Honor's
/// @param classification vivo's: 0 of the operator, 1 of the system
/// @param notifyType Meizu's
@JsonInclude(JsonInclude.Include.NON_NULL)
record Notification(
        String title,
        String text,
        @Nullable String extension,
        boolean longText,
        @Nullable String sound,
        @Nullable String channelID,
        @Nullable String category,
        @Nullable String image,
        @Nullable String icon,
        @Nullable String importance,
        @Nullable Integer classification,
        @Nullable Integer notifyType) {
    private static final AndroidPushInfo NO_ANDROID =
            new AndroidPushInfo(null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static final ApnsPushInfo NO_APNS = new ApnsPushInfo(null, null, null, null);

    /// @param title and
    /// @param text the defaults, where the sender said nothing
    /// @param icon empty: none
    static Notification of(
            PushVendor vendor, @Nullable OfflinePushInfo wished, String title, String text, String icon) {
        var can = Abilities.of(vendor);
        var info = wished == null ? new OfflinePushInfo(null, null, null, null, null, null, null) : wished;
        var android = info.androidInfo() == null ? NO_ANDROID : info.androidInfo();
        var apns = info.apnsInfo() == null ? NO_APNS : info.apnsInfo();
        return new Notification(
                can.limits().title(orElse(info.title(), title)),
                can.limits().text(orElse(info.description(), text)),
                orNull(info.extension()),
                can.longText(),
                can.sound() ? sound(vendor, android, apns) : null,
                channel(vendor, android),
                category(vendor, android),
                can.image() ? image(vendor, android, apns) : null,
                can.icon() ? orNull(icon) : null,
                vendor == PushVendor.HONOR ? orNull(android.honorImportance()) : null,
                vendor == PushVendor.VIVO ? android.vivoClassification() : null,
                vendor == PushVendor.MEIZU ? android.meizuNotifyType() : null);
    }

    private static @Nullable String sound(PushVendor vendor, AndroidPushInfo android, ApnsPushInfo apns) {
        if (vendor != PushVendor.APNS) {
            return orNull(android.sound());
        }
        var sound = orElse(apns.sound(), Types.IOS_OFFLINE_PUSH_DEFAULT_SOUND);
        return sound.equals(Types.IOS_OFFLINE_PUSH_NO_SOUND) ? "" : sound;
    }

    private static @Nullable String channel(PushVendor vendor, AndroidPushInfo info) {
        return switch (vendor) {
            case XIAOMI -> orNull(info.xiaoMiChannelID());
            case OPPO -> orNull(info.oppoChannelID());
            case FCM -> orNull(info.fcmChannelID());
            case APNS, HUAWEI, HONOR, VIVO, MEIZU -> null;
        };
    }

    private static @Nullable String category(PushVendor vendor, AndroidPushInfo info) {
        return switch (vendor) {
            case VIVO -> orNull(info.vivoCategory());
            case HUAWEI -> orNull(info.huaWeiCategory());
            case OPPO -> orNull(info.oppoCategory());
            case APNS, FCM, HONOR, XIAOMI, MEIZU -> null;
        };
    }

    private static @Nullable String image(PushVendor vendor, AndroidPushInfo android, ApnsPushInfo apns) {
        return switch (vendor) {
            case APNS -> orNull(apns.image());
            case FCM -> orNull(android.googleImage());
            case HUAWEI -> orNull(android.huaWeiImage());
            case HONOR -> orNull(android.honorImage());
            case XIAOMI, OPPO, VIVO, MEIZU -> null;
        };
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    /// Without its picture and the text for the app, for a vendor to whom all is too long.
    Notification shortened() {
        return new Notification(
                title,
                text,
                null,
                longText,
                sound,
                channelID,
                category,
                null,
                icon,
                importance,
                classification,
                notifyType);
    }
}
