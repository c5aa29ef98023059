package im.parley.sdk;

/// Gets the events it is registered for. Handlers of one chat run one after the other, in the order of what
/// happened, on a thread of their own: they may block and may call the chat, and hold up only later events.
/// What they throw is logged (`on#4`).
///
/// @param <T> type of the event's data
@FunctionalInterface
public interface EventHandler<T> {
    void handle(Event<? extends T> event);
}
