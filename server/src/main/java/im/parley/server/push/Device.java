package im.parley.server.push;

import im.parley.protocol.push.PushVendor;
import org.jspecify.annotations.Nullable;

/// A phone: a row of `push_device`.
///
/// @param user account number
/// @param instanceID the user's instance that it is
/// @param voipToken for calls; null: none
/// @param language BCP 47; empty: not known
/// @param badge whether the app's icon shows the number of unread messages
public record Device(
        long id,
        long user,
        String instanceID,
        PushVendor vendor,
        String token,
        @Nullable String voipToken,
        String language,
        boolean badge) {
    /// Without tokens.
    @Override
    public String toString() {
        return "Device[id=" + id + ", vendor=" + vendor + "]";
    }
}
