package im.parley.server.bus;

/// The bus between servers cannot be had. The message is one sentence for whoever runs the server.
public final class BusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusException(String message) {
        super(message);
    }
}
