package im.parley.protocol.settings;

/// What clients need to know of the server's settings; in the login's result and, when changed, in [ConfigUpdated].
///
/// @param heartbeat seconds of silence after which a client sends a ping
/// @param maxMessageBytes `sendMessage#8`
/// @param historyPage most messages a page of history returns
/// @param maxConversations most conversations that are kept in the list (`getConversationList#2`)
public record ClientConfig(int heartbeat, int maxMessageBytes, int historyPage, int maxConversations) {}
