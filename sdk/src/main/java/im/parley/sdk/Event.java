package im.parley.sdk;

/// What a handler gets.
///
/// @param name a value of [im.parley.protocol.EventNames]
/// @param data what happened, by the event's type
/// @param <T> the data's type
public record Event<T>(String name, T data) {}
