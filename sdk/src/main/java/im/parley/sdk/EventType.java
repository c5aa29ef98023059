package im.parley.sdk;

/// Names an event together with the type of its data; see [Events].
///
/// @param name a value of [im.parley.protocol.EventNames]
/// @param <T> type of the event's data
public record EventType<T>(String name) {}
