package im.parley.sdk;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// From futures of the inside to those an app gets.
final class Answers {
    private Answers() {}

    /// A future for the app: settled on a thread of its own, so that what the app hangs on it may block, and
    /// failing with [ChatError] itself.
    static <T> CompletableFuture<T> toApp(CompletableFuture<T> inside) {
        var app = new CompletableFuture<T>();
        inside.whenComplete((value, failure) -> Thread.ofVirtual()
                .name("parley-sdk-answer")
                .start(() -> {
                    if (failure == null) {
                        app.complete(value);
                    } else {
                        app.completeExceptionally(errorOf(failure));
                    }
                }));
        return app;
    }

    /// What a failure inside means to the app.
    static ChatError errorOf(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> errorOf(wrapped.getCause());
            case ChatError error -> error;
            case ChatException refusal -> ChatError.of(refusal);
            default -> {
                var error = new ChatError(ErrorCode.UNCAUGHT_ERROR, "unexpected: " + failure);
                error.initCause(failure);
                yield error;
            }
        };
    }
}
