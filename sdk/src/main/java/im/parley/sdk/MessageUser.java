package im.parley.sdk;

import im.parley.protocol.message.UserInfo;

/// A user as messages name them.
///
/// @param userID empty: nobody
/// @param nick empty when unset
/// @param avatar address of a picture; empty when unset
public record MessageUser(String userID, String nick, String avatar) {
    static final MessageUser NOBODY = new MessageUser("", "", "");

    static MessageUser of(UserInfo user) {
        return new MessageUser(user.userID(), user.nick(), user.avatar());
    }
}
