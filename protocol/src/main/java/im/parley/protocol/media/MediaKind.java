package im.parley.protocol.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a file is sent as. It decides how large the file may be and what must be in it.
public enum MediaKind {
    /// jpg, jpeg, gif, png, bmp, webp (`createImageMessage#3`).
    IMAGE("image"),
    /// A recording.
    AUDIO("audio"),
    /// mp4, quicktime, mov (`createVideoMessage#3`).
    VIDEO("video"),
    /// Anything.
    FILE("file"),
    /// The still picture that stands for a video: jpg or png.
    SNAPSHOT("snapshot");

    private final String wireName;

    MediaKind(String wireName) {
        this.wireName = wireName;
    }

    /// The name on the wire.
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /// The code for a file that is larger than the settings allow.
    public ErrorCode tooLarge() {
        return switch (this) {
            case IMAGE, SNAPSHOT -> ErrorCode.MSG_I_SIZE_LIMIT;
            case AUDIO -> ErrorCode.MSG_A_SIZE_LIMIT;
            case VIDEO -> ErrorCode.MSG_V_SIZE_LIMIT;
            case FILE -> ErrorCode.MSG_F_SIZE_LIMIT;
        };
    }

    /// The code for a file whose content is not of this kind.
    public ErrorCode wrongType() {
        return switch (this) {
            case IMAGE, SNAPSHOT -> ErrorCode.MSG_I_TYPES_LIMIT;
            case AUDIO -> ErrorCode.MSG_A_UPLOAD_FAIL;
            case VIDEO -> ErrorCode.MSG_V_TYPES_LIMIT;
            case FILE -> ErrorCode.MSG_F_UPLOAD_FAIL;
        };
    }

    /// The code for an upload that did not end well for another reason.
    public ErrorCode failed() {
        return switch (this) {
            case IMAGE, SNAPSHOT -> ErrorCode.MSG_SEND_FAIL;
            case AUDIO -> ErrorCode.MSG_A_UPLOAD_FAIL;
            case VIDEO -> ErrorCode.MSG_V_UPLOAD_FAIL;
            case FILE -> ErrorCode.MSG_F_UPLOAD_FAIL;
        };
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#COS_GET_SIG_FAIL] for an unknown name
    @JsonCreator
    public static MediaKind parse(@Nullable String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> ErrorCode.COS_GET_SIG_FAIL.because("kind is " + Check.quote(name)
                        + ", expected one of "
                        + Arrays.stream(values()).map(MediaKind::wireName).collect(Collectors.joining(", "))));
    }
}
