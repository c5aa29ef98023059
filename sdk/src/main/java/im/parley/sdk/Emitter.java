package im.parley.sdk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who wants to know what, and the thread they are told on. Safe for use by many threads.
final class Emitter implements EventApi {
    private record Registration(EventHandler<?> handler, boolean once) {}

    private final Map<String, List<Registration>> registrations = new ConcurrentHashMap<>();
    private final SerialExecutor thread;
    private final Log log;

    Emitter(Log log) {
        this.log = log;
        thread = new SerialExecutor("parley-sdk-events", log);
    }

    /// Tells the handlers, after all that was emitted before. Returns at once.
    <T> void emit(EventType<T> type, T data) {
        thread.execute(() -> deliver(new Event<>(type.name(), data)));
    }

    /// Runs something of the chat's own between two events.
    void then(Runnable task) {
        thread.execute(task);
    }

    @Override
    public <T> void on(EventType<T> type, EventHandler<? super T> handler) {
        add(nameOf(type), handler, false);
    }

    @Override
    public void on(String eventName, EventHandler<Object> handler) {
        add(eventName, handler, false);
    }

    @Override
    public <T> void once(EventType<T> type, EventHandler<? super T> handler) {
        add(nameOf(type), handler, true);
    }

    @Override
    public <T> void off(EventType<T> type, EventHandler<? super T> handler) {
        remove(nameOf(type), handler, registration -> true);
    }

    @Override
    public void off(String eventName, EventHandler<Object> handler) {
        remove(eventName, handler, registration -> true);
    }

    @Override
    public <T> void off(EventType<T> type, EventHandler<? super T> handler, boolean once) {
        remove(nameOf(type), handler, registration -> registration.once() == once);
    }

    private static String nameOf(@Nullable EventType<?> type) {
        return Params.present("eventName", type).name();
    }

    private void add(String name, EventHandler<?> handler, boolean once) {
        registrations
                .computeIfAbsent(Params.text("eventName", name), absent -> new CopyOnWriteArrayList<>())
                .add(new Registration(Params.present("handler", handler), once));
    }

    private void remove(String name, EventHandler<?> handler, Predicate<Registration> which) {
        Params.present("handler", handler);
        var interested = registrations.get(Params.text("eventName", name));
        if (interested != null) {
            interested.removeIf(registration -> registration.handler().equals(handler) && which.test(registration));
        }
    }

    private <T> void deliver(Event<T> event) {
        var interested = registrations.get(event.name());
        if (interested == null) {
            return;
        }
        for (Registration registration : interested) {
            if (registration.once() && !interested.remove(registration)) {
                continue;
            }
            try {
                @SuppressWarnings("unchecked") // `on` ties the handler's type to the name, and a name has one type
                var handler = (EventHandler<T>) registration.handler();
                handler.handle(event);
            } catch (RuntimeException | Error failure) { // on#4
                log.error("a handler of " + event.name() + " failed", failure);
            }
        }
    }
}
