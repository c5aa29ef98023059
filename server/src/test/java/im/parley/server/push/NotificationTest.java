package im.parley.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import im.parley.protocol.message.AndroidPushInfo;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What each vendor's phones are sent of what the sender says.
class NotificationTest {
    private static final AndroidPushInfo ANDROID = new AndroidPushInfo(
            "ding.mp3",
            "miChannel",
            "oppoChannel",
            "fcmChannel",
            1,
            "vivoIM",
            "huaweiIM",
            "oppoIM",
            "huawei.png",
            "honor.png",
            "google.png",
            "LOW",
            2);
    private static final ApnsPushInfo APNS = new ApnsPushInfo("bell.caf", null, null, "apple.png");
    private static final OfflinePushInfo EVERYTHING =
            new OfflinePushInfo(false, null, "T".repeat(200), "字".repeat(200), "{}", ANDROID, APNS);

    private static Notification of(PushVendor vendor, OfflinePushInfo wished) {
        return Notification.of(vendor, wished, "Ann", "hello", "ic_chat");
    }

    /// The table of `sendMessage#26`, with what `sendMessage#18` and `sendMessage#19` add; `-` is left out.
    @ParameterizedTest
    @CsvSource({
        // vendor, sound, icon, image, long text, channel, category, title, text
        "APNS, bell.caf, -, apple.png, false, -, -, 200, 200",
        "FCM, ding.mp3, ic_chat, google.png, true, fcmChannel, -, 200, 200",
        "HUAWEI, ding.mp3, ic_chat, huawei.png, true, -, huaweiIM, 200, 200",
        "HONOR, -, -, honor.png, true, -, -, 200, 200",
        "XIAOMI, ding.mp3, -, -, false, miChannel, -, 50, 128",
        "OPPO, -, -, -, true, oppoChannel, oppoIM, 200, 200",
        "VIVO, -, -, -, false, -, vivoIM, 39, 54", // an ellipsis counts twice
        "MEIZU, -, -, -, false, -, -, 31, 50",
    })
    void each_vendor_gets_what_it_can_show(
            PushVendor vendor,
            String sound,
            String icon,
            String image,
            boolean longText,
            String channel,
            String category,
            int titleLength,
            int textLength) {
        var shown = of(vendor, EVERYTHING);

        assertThat(shown.sound()).isEqualTo(absent(sound));
        assertThat(shown.icon()).isEqualTo(absent(icon));
        assertThat(shown.image()).isEqualTo(absent(image));
        assertThat(shown.longText()).isEqualTo(longText);
        assertThat(shown.channelID()).isEqualTo(absent(channel));
        assertThat(shown.category()).isEqualTo(absent(category));
        assertThat(shown.title()).hasSize(titleLength);
        assertThat(shown.text()).hasSize(textLength);
        assertThat(shown.extension()).isEqualTo("{}");
        assertThat(shown.importance()).isEqualTo(vendor == PushVendor.HONOR ? "LOW" : null);
        assertThat(shown.classification()).isEqualTo(vendor == PushVendor.VIVO ? 1 : null);
        assertThat(shown.notifyType()).isEqualTo(vendor == PushVendor.MEIZU ? 2 : null);
    }

    private static String absent(String text) {
        return text.equals("-") ? null : text;
    }

    @ParameterizedTest
    @EnumSource
    void what_the_sender_does_not_say_is_the_default(PushVendor vendor) {
        var shown = Notification.of(vendor, null, "Ann", "hello", "");

        assertThat(shown)
                .isEqualTo(new Notification(
                        "Ann",
                        "hello",
                        null,
                        Abilities.of(vendor).longText(),
                        vendor == PushVendor.APNS ? Types.IOS_OFFLINE_PUSH_DEFAULT_SOUND : null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(of(vendor, new OfflinePushInfo(null, null, "", "", "", null, null))
                        .title())
                .isEqualTo("Ann");
    }

    @Test
    void an_apple_phone_can_be_told_without_a_sound() {
        var silent = new ApnsPushInfo(Types.IOS_OFFLINE_PUSH_NO_SOUND, null, null, null);

        assertThat(of(PushVendor.APNS, new OfflinePushInfo(null, null, null, null, null, null, silent))
                        .sound())
                .isEmpty();
    }

    /// Whether all phones, and Apple's, are said not to ring: t, f or - for nothing said; and whether each rings.
    @ParameterizedTest
    @CsvSource({
        "-,-,false,false",
        "t,-,false,false",
        "f,-,true,true",
        "f,t,true,false",
        "t,f,false,true",
        "-,f,false,true",
    })
    void calls_ring_where_that_is_not_disabled(String all, String apple, boolean androidRings, boolean appleRings) {
        var info = new OfflinePushInfo(
                null, said(all), null, null, null, null, new ApnsPushInfo(null, null, said(apple), null));

        assertThat(Composer.isCall(PushVendor.XIAOMI, info)).isEqualTo(androidRings);
        assertThat(Composer.isCall(PushVendor.APNS, info)).isEqualTo(appleRings);
        assertThat(Composer.isCall(PushVendor.APNS, null)).isFalse();
    }

    private static Boolean said(String text) {
        return text.equals("-") ? null : Boolean.valueOf(text.equals("t"));
    }
}
