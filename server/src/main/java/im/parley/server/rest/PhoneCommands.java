package im.parley.server.rest;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.push.PushVendor;
import im.parley.protocol.push.SetPushToken;
import im.parley.server.push.Device;
import im.parley.server.users.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Service `push`: which phones are told of a user's messages.
final class PhoneCommands {
    private static final String SERVICE = "push";

    private PhoneCommands() {}

    static void addTo(RestTable.Area<RestPeople> table) {
        table.on(SERVICE, "register_device", Register.class, PhoneCommands::register)
                .on(SERVICE, "unregister_device", Unregister.class, PhoneCommands::unregister)
                .on(SERVICE, "get_devices", Query.class, PhoneCommands::get);
    }

    /// See [SetPushToken].
    record Register(
            @Nullable String userID,
            @Nullable String vendor,
            @Nullable String token,
            @Nullable String voipToken,
            @Nullable String language,
            @Nullable Boolean badge) {}

    record Unregister(
            @Nullable String userID,
            @Nullable String vendor,
            @Nullable String token) {}

    record Query(@Nullable String userID) {}

    record Result(List<Phone> devices) {}

    record Phone(String vendor, String token, @Nullable String voipToken, String language, boolean badge) {}

    private static Nothing register(RestPeople area, Register request) {
        var phone = new SetPushToken(
                PushVendor.parse(request.vendor()),
                token(request.token()),
                request.voipToken(),
                request.language(),
                request.badge());
        area.devices().register(user(area, request.userID()), phone);
        return Nothing.INSTANCE;
    }

    private static Nothing unregister(RestPeople area, Unregister request) {
        var vendor = PushVendor.parse(request.vendor());
        var token = token(request.token());
        if (!area.devices().unregister(user(area, request.userID()), vendor, token)) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("Token is of no device of that user's");
        }
        return Nothing.INSTANCE;
    }

    private static Result get(RestPeople area, Query request) {
        return new Result(area.devices().of(user(area, request.userID())).stream()
                .map(PhoneCommands::phone)
                .toList());
    }

    private static Phone phone(Device device) {
        return new Phone(
                device.vendor().wireName(), device.token(), device.voipToken(), device.language(), device.badge());
    }

    private static String token(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("Token is missing or empty");
        }
        return token;
    }

    private static Account user(RestPeople area, @Nullable String userID) {
        if (userID == null) {
            throw ErrorCode.JSON_PARSE_ERROR.because("UserID is missing");
        }
        return area.users()
                .find(userID)
                .orElseThrow(() -> ErrorCode.ACCOUNT_NOT_FOUND.because("there is no account \"" + userID + '"'));
    }
}
