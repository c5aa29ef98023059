package im.parley.server.push;

import org.jspecify.annotations.Nullable;

/// By whom phones are reached.
///
/// @param hook address that gets notifications by POST; null for none
/// @param hookSecret what requests to it are signed with; null: they are not
/// @param fcm file with the key of a Google service account; null for none
/// @param apns file with Apple's key and how it is used, such as
///     `/etc/parley/AuthKey.p8?key=KEYID&team=TEAMID&topic=com.example.chat`; null for none
public record PushConfig(
        @Nullable String hook,
        @Nullable String hookSecret,
        @Nullable String fcm,
        @Nullable String apns) {
    public static final PushConfig NONE = new PushConfig(null, null, null, null);

    /// Without secrets.
    @Override
    public String toString() {
        return "PushConfig[hook=" + hook + ", fcm=" + fcm + ", apns=" + apns + "]";
    }
}
