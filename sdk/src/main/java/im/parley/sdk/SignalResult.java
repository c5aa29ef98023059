package im.parley.sdk;

/// A signal was sent.
///
/// @param inviteID of the invitation, a UUID
/// @param message that carries the signal
public record SignalResult(String inviteID, Message message) {}
