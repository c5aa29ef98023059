package im.parley.sdk;

import java.util.List;

/// A page of the users in a reaction.
///
/// @param nextSeq asks for the next page; 0 at the end (`getAllUserListOfMessageReaction#2`)
/// @param isCompleted nobody is left
public record ReactionUserList(List<MessageUser> userList, long nextSeq, boolean isCompleted) {}
