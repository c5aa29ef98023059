package im.parley.server.operation;

/// A frame that is no request: no JSON, no usable ID, no operation.
final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long id;

    /// @param id of the request, 0 if it cannot be read
    MalformedFrameException(long id, String message) {
        super(message, null, false, false);
        this.id = id;
    }

    long id() {
        return id;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
