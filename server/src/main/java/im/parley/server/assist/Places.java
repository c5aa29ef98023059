package im.parley.server.assist;

import im.parley.protocol.ErrorCode;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// A bounded number of calls to a provider at once. Safe for use by many threads.
final class Places {
    private final Semaphore free;

    Places(int atOnce) {
        this.free = new Semaphore(atOnce);
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#SERVER_OVERLOADED] when all places are taken
    <T> T call(Supplier<T> provider) {
        if (!free.tryAcquire()) {
            throw ErrorCode.SERVER_OVERLOADED.because("too many such calls are under way; try again later");
        }
        try {
            return provider.get();
        } finally {
            free.release();
        }
    }
}
