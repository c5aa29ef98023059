package im.parley.protocol.community;

/// A topic that a call could not deal with.
///
/// @param code why, a number of [im.parley.protocol.ErrorCode]
public record TopicFailure(String topicID, int code, String message) {}
