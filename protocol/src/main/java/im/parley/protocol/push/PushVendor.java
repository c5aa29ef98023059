package im.parley.protocol.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who brings a push to a phone. Browsers and mini programs have nobody (`sendMessage#4`).
public enum PushVendor {
    /// Apple.
    APNS("apns"),
    /// Google.
    FCM("fcm"),
    HUAWEI("huawei"),
    HONOR("honor"),
    XIAOMI("xiaomi"),
    OPPO("oppo"),
    VIVO("vivo"),
    MEIZU("meizu");

    private final String wireName;

    PushVendor(String wireName) {
        this.wireName = wireName;
    }

    /// The name on the wire.
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] for an unknown name
    @JsonCreator
    public static PushVendor parse(@Nullable String name) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> ErrorCode.MESSAGE_INVALID_REQUEST.because("vendor is " + Check.quote(name)
                        + ", expected "
                        + Arrays.stream(values()).map(PushVendor::wireName).collect(Collectors.joining(", "))));
    }
}
