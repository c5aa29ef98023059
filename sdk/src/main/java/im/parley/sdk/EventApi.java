package im.parley.sdk;

/// Being told what happens (section A of the contract: `on`, `off`).
public interface EventApi {
    /// Registers a handler. The same handler may be registered more than once and is then called as often.
    ///
    /// @throws IllegalArgumentException if the type or the handler is missing (`on#3`)
    <T> void on(EventType<T> type, EventHandler<? super T> handler);

    /// The same by name, for code that gets the names from elsewhere.
    ///
    /// @param eventName a value of [im.parley.protocol.EventNames]
    /// @throws IllegalArgumentException if the name is missing or empty, or the handler is missing (`on#3`)
    void on(String eventName, EventHandler<Object> handler);

    /// Registers a handler for the next such event only.
    ///
    /// @throws IllegalArgumentException if the type or the handler is missing
    <T> void once(EventType<T> type, EventHandler<? super T> handler);

    /// Removes a handler, however it was registered; unknown ones are ignored. Events that have happened
    /// already may still reach it.
    ///
    /// @param handler the object that was given to `on` (`off#2`)
    /// @throws IllegalArgumentException if the type or the handler is missing
    <T> void off(EventType<T> type, EventHandler<? super T> handler);

    /// The same for a handler that was registered by name.
    ///
    /// @throws IllegalArgumentException if the name is missing or empty, or the handler is missing
    void off(String eventName, EventHandler<Object> handler);

    /// Removes a handler.
    ///
    /// @param once true: only if it was registered with [#once] (`off#1`); false: only if it was registered
    ///     with `on`
    /// @throws IllegalArgumentException if the type or the handler is missing
    <T> void off(EventType<T> type, EventHandler<? super T> handler, boolean once);
}
