package im.parley.protocol.session;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.settings.ClientConfig;
import org.jspecify.annotations.Nullable;

/// Signs the instance in on this connection. The first login of a userID creates its account.
///
/// Where this is one instance more than the settings allow, the oldest is signed out with a [Kicked] push
/// (`login#2`, `logout#3`). An instance that connects again under its own instanceID replaces its old
/// connection and keeps its age.
///
/// Errors: [ErrorCode#NO_IDENTIFIER], [ErrorCode#NO_USERSIG], [ErrorCode#USER_SIG_EXPIRED],
/// [ErrorCode#USER_SIG_MALFORMED], [ErrorCode#USER_SIG_WRONG_KEY], [ErrorCode#USER_SIG_OF_ANOTHER_USER],
/// [ErrorCode#USER_SIG_OF_ANOTHER_APP], [ErrorCode#USER_SIG_INVALIDATED], [ErrorCode#APP_NOT_FOUND],
/// [ErrorCode#APP_NOT_ENABLED], [ErrorCode#REPEAT_LOGIN] when somebody is signed in on this connection already.
///
/// @param userID 1 to 32 bytes of printable ASCII
/// @param userSig a UserSig, version 2, of this user and app
/// @param instanceID chosen by the client and kept as long as it lives, 1 to 64 bytes of printable ASCII
/// @param platform what kind of terminal this is; decides who must leave
/// @param conversations how many of the newest conversations the answer is to hold, so that a client can show
///     its list without asking again: 0 to 100; absent for none
/// @param sdkVersion name and version of the client, for the logs, such as `web/3.6.0`
@Op("session.login")
public record Login(
        String userID,
        String userSig,
        String instanceID,
        Platform platform,
        @Nullable Integer conversations,
        @Nullable String sdkVersion)
        implements Operation<Login.Result> {
    public Login {
        Check.that(userID != null && !userID.isEmpty(), "userID", userID, "a userID", ErrorCode.NO_IDENTIFIER);
        Check.userID("userID", userID, ErrorCode.NO_IDENTIFIER);
        Check.that(userSig != null && !userSig.isEmpty(), "userSig", userSig, "a UserSig", ErrorCode.NO_USERSIG);
        Check.present("instanceID", instanceID, ErrorCode.NO_IDENTIFIER);
        Check.that(
                Check.isPrintable(instanceID, Limits.INSTANCE_ID_BYTES),
                "instanceID",
                instanceID,
                "1 to 64 printable ASCII characters",
                ErrorCode.NO_IDENTIFIER);
        Check.present("platform", platform, ErrorCode.NO_IDENTIFIER);
        Check.that(
                conversations == null || conversations >= 0 && conversations <= Limits.FIRST_CONVERSATIONS,
                "conversations",
                conversations,
                "0 to " + Limits.FIRST_CONVERSATIONS,
                ErrorCode.NO_IDENTIFIER);
        Check.bytes("sdkVersion", sdkVersion, Limits.INSTANCE_ID_BYTES, ErrorCode.NO_IDENTIFIER);
    }

    /// @param tinyID the account's number, as decimal text since it may pass 2⁵³; the first part of message IDs
    /// @param serverTime milliseconds since 1970
    /// @param expireTime when the UserSig ends, seconds since 1970
    /// @param profile the user's own, complete
    /// @param config limits and switches, also pushed when they change
    /// @param conversations the first page of the list, as [ListConversations] answers it; absent when none was
    ///     asked for. Pushes that overtake this answer may be newer than it
    public record Result(
            String tinyID,
            long serverTime,
            long expireTime,
            Profile profile,
            ClientConfig config,
            ListConversations.@Nullable Result conversations) {}
}
