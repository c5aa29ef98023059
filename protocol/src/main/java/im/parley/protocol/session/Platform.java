package im.parley.protocol.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Kinds of terminals that the login settings tell apart. Mini programs, mini games and uni-app count as [#WEB]
/// (`login#4`).
public enum Platform {
    WEB("Web"),
    ANDROID("Android"),
    IPHONE("iPhone"),
    IPAD("iPad"),
    WINDOWS("Windows"),
    MAC("Mac"),
    LINUX("Linux");

    private final String wireName;

    Platform(String wireName) {
        this.wireName = wireName;
    }

    /// The name on the wire.
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#NO_IDENTIFIER] for an unknown name
    @JsonCreator
    public static Platform parse(@Nullable String name) {
        return Arrays.stream(values())
                .filter(platform -> platform.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> ErrorCode.NO_IDENTIFIER.because("platform is " + Check.quote(name)
                        + ", expected one of "
                        + Arrays.stream(values()).map(Platform::wireName).collect(Collectors.joining(", "))));
    }
}
