package im.parley.sdk;

import java.util.List;

/// A page of what [SearchApi#searchCloudMessages] found.
///
/// @param totalCount of all pages: with a conversationID messages, without one conversations
///     (`searchCloudMessages#7`)
/// @param cursor asks for the next page; empty at the end (`searchCloudMessages#8`)
/// @param searchResultList the conversation with the newest hit first
public record MessageSearchResult(int totalCount, String cursor, List<Found> searchResultList) {
    /// What was found in one conversation.
    ///
    /// @param messageCount hits in it, on all pages
    /// @param messageList with a conversationID the page of hits, newest first (`searchCloudMessages#9`);
    ///     without one the hit if there is just one, else nothing (`searchCloudMessages#3`,
    ///     `searchCloudMessages#4`)
    public record Found(String conversationID, int messageCount, List<Message> messageList) {}
}
