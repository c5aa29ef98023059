package im.parley.server.media;

import java.io.IOException;

/// A request ended before its body did.
final class BrokenBodyException extends IOException {
    BrokenBodyException(String message) {
        super(message);
    }
}
