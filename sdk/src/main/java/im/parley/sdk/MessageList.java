package im.parley.sdk;

import java.util.List;

/// A page of history, see [MessageApi#getMessageList(MessageListQuery)].
///
/// @param messageList oldest to newest
/// @param nextReqMessageID asks for the next older page; empty at the end
/// @param isCompleted there is nothing older
public record MessageList(List<Message> messageList, String nextReqMessageID, boolean isCompleted) {}
