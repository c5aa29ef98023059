package im.parley.protocol.message;

import im.parley.protocol.ConversationId;
import java.util.List;

/// What a search found in one conversation.
///
/// @param messageCount hits in it, on all pages
/// @param messageList with a conversationID the page of hits, newest first (`searchCloudMessages#9`,
/// `searchCloudMessages#12`); else the hit where there is one (`searchCloudMessages#4`), and nothing
/// where there are more (`searchCloudMessages#3`)
public record FoundMessages(ConversationId conversationID, int messageCount, List<Message> messageList) {}
