package im.parley.sdk;

/// Result of [SessionApi#login].
///
/// @param actionStatus always `OK`
/// @param errorCode always 0
/// @param errorInfo empty, or why nothing was done
/// @param repeatLogin this instance was signed in already and nothing was done (`login#8`)
public record LoginResult(String actionStatus, int errorCode, String errorInfo, boolean repeatLogin) {
    static final LoginResult DONE = new LoginResult("OK", 0, "", false);

    static LoginResult repeated(String userID) {
        return new LoginResult("OK", 0, userID + " is logged in already", true);
    }
}
