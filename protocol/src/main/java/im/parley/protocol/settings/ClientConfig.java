package im.parley.protocol.settings;

import java.util.List;

/// What clients need to know of the server's settings; in the login's result and, when changed, in [ConfigUpdated].
///
/// @param heartbeat seconds of silence after which a client sends a ping
/// @param maxMessageBytes `sendMessage#8`
/// @param historyPage most messages a page of history returns
/// @param maxConversations most conversations that are kept in the list (`getConversationList#2`)
/// @param disabled features that are switched off, by the keys of their settings such as `search.cloud`: methods
/// that need one fail with [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] (`general#5`), but
/// `message.translation` and `message.speechToText` with numbers of their own; with `conversation.deleteSync`
/// off a client keeps what another instance deletes from the list
/// @param localWords what users may not write: methods that are given one fail with
/// [im.parley.protocol.ErrorCode#PROFANITY_FOUND]; see [im.parley.protocol.Word] for how they are found
public record ClientConfig(
        int heartbeat,
        int maxMessageBytes,
        int historyPage,
        int maxConversations,
        List<String> disabled,
        List<String> localWords) {
    public ClientConfig {
        disabled = List.copyOf(disabled);
        localWords = List.copyOf(localWords);
    }
}
