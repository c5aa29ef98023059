package im.parley.server.store;

/// The database cannot be started or reached, or its content cannot be used. The message is one sentence
/// for whoever runs the server.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
