package im.parley.sdk;

import im.parley.protocol.Push;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Which push goes where: one line per push, in [Parts]. Confined to the chat's executor.
final class Pushes {
    private interface Handler {
        void handle(Wire.Incoming frame) throws IOException;
    }

    private final Log log;
    private final Map<String, Handler> handlers = new HashMap<>();

    Pushes(Log log) {
        this.log = log;
    }

    <P> Pushes on(Class<P> type, Consumer<P> handler) {
        handlers.put(type.getAnnotation(Push.class).value(), frame -> handler.accept(Wire.push(type, frame.body())));
        return this;
    }

    /// Events of later versions are ignored.
    void dispatch(String event, Wire.Incoming frame) {
        var handler = handlers.get(event);
        if (handler == null) {
            log.debug(() -> "ignored a push: " + event);
            return;
        }
        try {
            handler.handle(frame);
        } catch (IOException notUnderstood) {
            log.error("cannot read a push: " + event, notUnderstood);
        }
    }
}
