package im.parley.sdk;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a call did not succeed. Futures complete exceptionally with it; methods that answer at once throw it
/// (`general#4`).
///
/// Bad parameters are no `ChatError`: they throw [IllegalArgumentException] before anything is done
/// (`general#3`).
public final class ChatError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Data data;

    /// What a failed call leaves behind.
    ///
    /// @param message the message that could not be sent; null where the call was about none
    public record Data(@Nullable Message message) {
        static final Data NONE = new Data(null);
    }

    ChatError(int code, @Nullable String message, Data data) {
        super(message == null ? "code " + code : message);
        this.code = code;
        this.data = data;
    }

    ChatError(ErrorCode code, String message) {
        this(code.number(), message, Data.NONE);
    }

    static ChatError of(ChatException refusal) {
        return new ChatError(refusal.code(), refusal.getMessage(), Data.NONE);
    }

    /// One of the numbers of [ErrorCode], or of a callback range that the app's own server uses.
    public int code() {
        return code;
    }

    /// What the code means; empty for numbers that belong to the app.
    public Optional<ErrorCode> errorCode() {
        return ErrorCode.of(code);
    }

    /// `data.message()` is the failed message of a send; otherwise empty.
    public Data data() {
        return data == null ? Data.NONE : data;
    }

    /// The user is not in that group, or it is gone.
    boolean isOutside() {
        return code == ErrorCode.GROUP_NOT_FOUND.number() || code == ErrorCode.GROUP_PERMISSION_DENIED.number();
    }

    ChatError with(Message message) {
        return new ChatError(code, getMessage(), new Data(message));
    }

    @Override
    public String toString() {
        return "ChatError[" + code + ", " + getMessage() + "]";
    }
}
