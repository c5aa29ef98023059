package im.parley.sdk;

import java.util.List;

/// One of the reactions to a message.
///
/// @param reactionID the app's, such as the name of an emoji
/// @param totalUserCount how many users are in it; 0: it is gone
/// @param reactedByMyself whether the signed-in user is
/// @param partialUserList the first 10 of them
public record Reaction(
        String reactionID, int totalUserCount, boolean reactedByMyself, List<MessageUser> partialUserList) {}
