package im.parley.sdk;

/// What the user is in a topic.
///
/// @param muteTime until when the user may not write in it, seconds since 1970; 0: they may
/// @param readedSequence the sequence up to which the user has read
/// @param messageRemindType a `MSG_REMIND_…` value of [im.parley.protocol.Types]
public record TopicSelfInfo(long muteTime, long readedSequence, String messageRemindType) {}
