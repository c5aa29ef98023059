package im.parley.server.operation;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/// Reads the bodies of one operation as a parser comes by them.
@FunctionalInterface
public interface BodyReader {
    /// May refuse any body, by any exception: such a body is read once more by data binding, which then says what
    /// is wrong with it, or takes it.
    ///
    /// @param in at the beginning of an object; afterwards at its end
    Object read(JsonParser in) throws IOException;
}
