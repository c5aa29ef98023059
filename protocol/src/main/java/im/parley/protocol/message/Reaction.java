package im.parley.protocol.message;

import java.util.List;

/// One of the reactions to a message, as one user sees it.
///
/// @param reactionID the app's, such as the name of an emoji (`addMessageReaction#6`)
/// @param totalUserCount 1 to 100
/// @param reactedByMyself whether the user is among them
/// @param partialUserList the first of them, in the order in which they came
public record Reaction(
        String reactionID, int totalUserCount, boolean reactedByMyself, List<UserInfo> partialUserList) {}
