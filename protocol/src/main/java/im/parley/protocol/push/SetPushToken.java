package im.parley.protocol.push;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says how this instance's phone is reached while the user is not online (`sendMessage#27`). It replaces what the
/// instance said before; signing out, being kicked and the vendor's word that the token is gone end it. A token that
/// another user's phone had belongs to the caller from now on. Of a user's phones the 20 that spoke last count.
///
/// Error: [ErrorCode#MESSAGE_INVALID_REQUEST] naming the field that is wrong.
///
/// @param vendor who gave the token
/// @param token of the phone and app, 1 to 4,096 printable ASCII characters; of `apns` hexadecimal digits. Empty: this
///     instance is not to be reached any more
/// @param voipToken `apns` only: the token that PushKit gave, for calls
/// @param language BCP 47, such as `zh-CN`, at most 35 characters; absent: not known
/// @param badge whether the app's icon shows the number of unread messages; absent: true
@Op("push.setToken")
public record SetPushToken(
        PushVendor vendor,
        String token,
        @Nullable String voipToken,
        @Nullable String language,
        @Nullable Boolean badge) implements Operation<Nothing> {
    private static final ErrorCode WRONG = ErrorCode.MESSAGE_INVALID_REQUEST;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]+");

    public SetPushToken {
        Check.present("vendor", vendor, WRONG);
        Check.present("token", token, WRONG);
        if (!token.isEmpty()) {
            checkToken("token", token, vendor);
        }
        if (voipToken != null) {
            Check.that(
                    vendor == PushVendor.APNS,
                    "voipToken",
                    voipToken,
                    "none beside vendor " + vendor.wireName(),
                    WRONG);
            checkToken("voipToken", voipToken, vendor);
        }
        Check.that(language == null || isLanguage(language), "language", language, "one such as zh-CN", WRONG);
    }

    private static void checkToken(String field, String token, PushVendor vendor) {
        Check.that(
                Check.isPrintable(token, Limits.PUSH_TOKEN_CHARACTERS),
                field,
                token,
                "1 to " + Limits.PUSH_TOKEN_CHARACTERS + " printable ASCII characters",
                WRONG);
        Check.that(
                vendor != PushVendor.APNS || HEXADECIMAL.matcher(token).matches(),
                field,
                token,
                "hexadecimal digits",
                WRONG);
    }

    private static boolean isLanguage(String language) {
        try {
            new Locale.Builder().setLanguageTag(language);
            return !language.isEmpty() && language.length() <= Limits.LANGUAGE_TAG_CHARACTERS;
        } catch (IllformedLocaleException noLanguage) {
            return false;
        }
    }

    /// That this instance is not to be reached any more.
    public static SetPushToken none(PushVendor vendor) {
        return new SetPushToken(vendor, "", null, null, null);
    }
}
