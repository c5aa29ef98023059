package im.parley.protocol;

/// A call failed in a way the contract has a code for.
public final class ChatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /// @param message names the offending value and what was expected
    public ChatException(ErrorCode code, String message) {
        this(code.number(), message);
    }

    /// @param code a number of [ErrorCode] or of a callback range
    public ChatException(int code, String message) {
        super(message);
        this.code = code;
    }

    /// The number, also where [ErrorCode] does not know it.
    public int code() {
        return code;
    }

    /// Refusals are answers, not faults: no stack is walked for them.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return "ChatException[" + code + ", " + getMessage() + "]";
    }
}
