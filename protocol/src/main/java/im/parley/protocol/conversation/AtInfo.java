package im.parley.protocol.conversation;

import java.util.List;

/// A message that calls the user by name.
///
/// @param from the sender's userID
/// @param messageSequence of the message
/// @param atTypeArray one of [im.parley.protocol.Types#CONV_AT_ME], [im.parley.protocol.Types#CONV_AT_ALL]
///     and [im.parley.protocol.Types#CONV_AT_ALL_AT_ME]
public record AtInfo(String from, long messageSequence, List<Integer> atTypeArray) {}
