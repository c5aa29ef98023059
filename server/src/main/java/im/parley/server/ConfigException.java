package im.parley.server;

/// A value that this server cannot run with. The message is one sentence for whoever runs it.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
