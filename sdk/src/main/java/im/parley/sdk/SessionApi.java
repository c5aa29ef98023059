package im.parley.sdk;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Signing in and out, and the chat itself (section A of the contract).
public interface SessionApi {
    /// Signs a user in. Calls that need a user must wait for [Events#SDK_READY], which comes a moment later,
    /// when the conversations are here too (`login#1`). The chat then stays signed in over lost connections
    /// until [#logout], a kick or the end of the UserSig.
    ///
    /// Where the server's settings allow no more instances, the login kicks out an older one (`login#2`).
    ///
    /// The future fails with 2002 (an ID that can be none), 2025 (a login is still
    /// running, `login#7`), 2801 (no connection or no answer within the time-out), 60020 (the app is
    /// disabled), 70001 (expired), 70003, 70009, 70013, 70014 or 70052 (refused signature). A user who
    /// is signed in here already gets [LoginResult#repeatLogin] (`login#8`).
    ///
    /// @param userID 1 to 32 bytes of printable ASCII
    /// @param userSig a signature that the app's back end made for this user
    /// @throws IllegalArgumentException if one of them is missing or empty
    CompletableFuture<LoginResult> login(String userID, String userSig);

    /// Signs out this instance; others of the user stay. Forgets everything in memory but the event handlers
    /// (`logout#4`, `logout#5`); [Events#SDK_NOT_READY] tells when it is done. Succeeds also when the server
    /// cannot be reached. A login that is still running fails with 3005.
    ///
    /// The future fails with 2024 if nobody is signed in.
    CompletableFuture<Void> logout();

    /// The userID of the signed-in user, from the login's success to the logout; empty if there is none
    /// (`getLoginUser#1`).
    String getLoginUser();

    /// The server's clock, milliseconds since 1970.
    ///
    /// @throws ChatError 2024 or another code of `general#2` if the chat is not ready (`getServerTime#3`)
    long getServerTime();

    /// Whether calls that need a user may be made: from [Events#SDK_READY] to [Events#SDK_NOT_READY]
    /// (`isReady#1`).
    boolean isReady();

    /// Logs out if somebody is signed in, closes the connection and gives everything back; no thread is left.
    /// The next [Chat#create] with this SDKAppID makes another chat (`destroy#2`). This one refuses
    /// everything with 3005 (`general#2`).
    CompletableFuture<Void> destroy();

    /// How much this chat writes to its SLF4J logger, `im.parley.sdk.Chat`.
    ///
    /// @param level 0 everything, 1 releases (the default), 2 warnings and errors, 3 errors, 4 nothing
    /// @throws IllegalArgumentException for other numbers
    void setLogLevel(int level);

    /// Registers plugins under their names, before login. The kinds of messages this version knows need none.
    ///
    /// @param plugins by name
    /// @throws IllegalArgumentException if the map, a name or a plugin is missing
    void registerPlugin(Map<String, Object> plugins);

    /// Asks for abilities, as user interface kits do (`compat#4`), and says where a phone is reached.
    ///
    /// `canIUseModule` answers `{enabled: true}`. `isCommercialAbilityEnabled` takes 2⁵ for read receipts, 2⁷ for
    /// who is online, 2³⁸ for translation, 2³⁹ for speech to text and 2⁴⁸ for reactions: enabled is what the
    /// operator has switched on, as far as a login has told. Neither needs one. `setOfflinePushToken`,
    /// when ready, with a [im.parley.protocol.push.SetPushToken] or a map of its fields as parameter, says how
    /// this instance's phone is told of messages while the user is not online (`sendMessage#27`); it answers an
    /// empty map. So does any other name.
    ///
    /// @param param by name; null where there is none
    /// @throws IllegalArgumentException naming what is wrong with a token
    CompletableFuture<Map<String, Object>> callExperimentalAPI(String name, @Nullable Object param);
}
