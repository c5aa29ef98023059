package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Who took a message back (`revokeMessage#6`).
///
/// @param revoker userID
/// @param nick the revoker's; absent when empty
/// @param avatar the revoker's; absent when empty
/// @param reason as the back end gave it; absent when it gave none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revocation(
        String revoker,
        @Nullable String nick,
        @Nullable String avatar,
        @Nullable String reason) {
    /// By a user, who gives no reason; nick and avatar may be empty.
    public static Revocation by(String userID, String nick, String avatar) {
        return new Revocation(userID, nick.isEmpty() ? null : nick, avatar.isEmpty() ? null : avatar, null);
    }
}
