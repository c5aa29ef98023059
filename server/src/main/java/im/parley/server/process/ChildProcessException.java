package im.parley.server.process;

import java.io.Serial;

/// A child process failed, took too long or said too much.
public final class ChildProcessException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ChildProcessException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
