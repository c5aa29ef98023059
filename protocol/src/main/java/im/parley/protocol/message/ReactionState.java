package im.parley.protocol.message;

import java.util.List;

/// A reaction after a change, for all viewers alike.
///
/// @param reactionID the app's
/// @param change the message's new [Message#change]: of two states of a reaction, the higher one is true
/// @param userIDList all users in it, in the order in which they came, at most 100; empty: it is gone
/// @param partialUserList the first 10 of them
public record ReactionState(String reactionID, long change, List<String> userIDList, List<UserInfo> partialUserList) {}
