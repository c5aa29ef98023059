package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import org.jspecify.annotations.Nullable;

/// Of service `openim`: what users write to each other.
public final class MessageCommands {
    private static final String SERVICE = "openim";

    private MessageCommands() {}

    public static void addTo(RestTable.Builder table) {
        table.on(SERVICE, "admin_msgwithdraw", Withdrawal.class, MessageCommands::withdraw);
    }

    /// @param from userID of who wrote it
    /// @param to userID of whom they wrote it to
    /// @param msgKey see [MessageKey]
    record Withdrawal(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable String msgKey) {}

    private static Nothing withdraw(RestApp app, Withdrawal request) {
        var fromID = Check.present("From_Account", request.from(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        var toID = Check.present("To_Account", request.to(), ErrorCode.REST_TO_ACCOUNT_MISSING);
        var key = MessageKey.parse(request.msgKey());
        var from = app.accounts()
                .find(fromID)
                .orElseThrow(
                        () -> ErrorCode.REST_FROM_ACCOUNT_UNKNOWN.because("there is no account \"" + fromID + '"'));
        var to = app.accounts()
                .find(toID)
                .orElseThrow(
                        () -> ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND.because("there is no account \"" + toID + '"'));
        app.recall().inC2C(app.administrator(), from, to, key);
        return Nothing.INSTANCE;
    }
}
