package im.parley.server.push;

import im.parley.protocol.push.PushVendor;

/// What a vendor's notifications can do (`sendMessage#18`, `sendMessage#19`, `sendMessage#26`). What one cannot do is
/// left out of what it is sent.
///
/// @param sound a file of the app's can be its sound; OPPO's sound is that of the channel
/// @param icon it can have a small icon; others show the app's
/// @param image it can have a picture
/// @param longText a long text can be unfolded
record Abilities(boolean sound, boolean icon, boolean image, boolean longText, TextLimits limits) {
    private static final boolean YES = true;
    private static final boolean NO = false;

    static Abilities of(PushVendor vendor) {
        return switch (vendor) {
            //                               sound icon image long  title, text, wide
            case APNS -> new Abilities(YES, NO, YES, NO, TextLimits.NONE);
            case FCM -> new Abilities(YES, YES, YES, YES, TextLimits.NONE);
            case HUAWEI -> new Abilities(YES, YES, YES, YES, TextLimits.NONE);
            case HONOR -> new Abilities(NO, NO, YES, YES, TextLimits.NONE);
            case XIAOMI -> new Abilities(YES, NO, NO, NO, new TextLimits(50, 128, 1));
            case OPPO -> new Abilities(NO, NO, NO, YES, TextLimits.NONE);
            case VIVO -> new Abilities(NO, NO, NO, NO, new TextLimits(40, 108, 2));
            case MEIZU -> new Abilities(NO, NO, NO, NO, new TextLimits(32, 100, 2));
        };
    }
}
