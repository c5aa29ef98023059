package im.parley.server.metrics;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the server needs to be ready.
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private Health() {}

    /// Whether it works now. May block.
    ///
    /// @param name such as `database`
    public static boolean works(String name, BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (RuntimeException broken) {
            LOG.warn("{} is not ready: {}", name, broken.toString());
            return false;
        }
    }
}
