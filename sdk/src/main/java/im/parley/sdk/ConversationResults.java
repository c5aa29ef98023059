package im.parley.sdk;

import im.parley.protocol.conversation.ConversationFailure;
import java.util.List;

/// What a call about several conversations did. All of them may have failed (`setConversationCustomData#2`).
///
/// @param failureConversationIDList 2500: no such conversation; 2503: no conversation ID
public record ConversationResults(
        List<String> successConversationIDList, List<ConversationFailure> failureConversationIDList) {}
