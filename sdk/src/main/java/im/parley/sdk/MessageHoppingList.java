package im.parley.sdk;

import java.util.List;
import java.util.OptionalLong;

/// A page of history from any point, see [MessageApi#getMessageListHopping].
///
/// @param messageList oldest to newest
/// @param isCompleted there is nothing more in that direction
/// @param nextMessageSeq groups: the sequence to go on from; empty at the end
/// @param nextMessageTime C2C: the time to go on from, seconds since 1970; empty at the end
public record MessageHoppingList(
        List<Message> messageList, boolean isCompleted, OptionalLong nextMessageSeq, OptionalLong nextMessageTime) {}
