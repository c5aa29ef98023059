package im.parley.sdk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Asks for news of which a part is missing, unless that comes soon by itself. Confined to the chat's executor.
final class MissedNews {
    /// How long what is missing may be on its way.
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Self self;
    private final String what;
    private final BooleanSupplier isBehind;
    private final Supplier<CompletableFuture<Void>> ask;
    private boolean expected; // a look is due

    /// @param what it is about, for the log
    MissedNews(
            Io io,
            SerialExecutor work,
            Log log,
            Self self,
            String what,
            BooleanSupplier isBehind,
            Supplier<CompletableFuture<Void>> ask) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.self = self;
        this.what = what;
        this.isBehind = isBehind;
        this.ask = ask;
    }

    void expect() {
        if (expected) {
            return;
        }
        expected = true;
        io.after(PATIENCE, work, () -> {
            expected = false;
            if (self.isSignedIn() && isBehind.getAsBoolean()) {
                ask.get().exceptionally(failure -> {
                    log.info(what + " could not be asked for: " + Answers.errorOf(failure));
                    expect(); // after a reconnect it has been asked for already
                    return null;
                });
            }
        });
    }
}
