package im.parley.sdk;

import java.util.List;

/// The reactions to one message.
///
/// @param messageID the message
/// @param reactionList at most 10, in the order in which they came
public record MessageReactions(String messageID, List<Reaction> reactionList) {}
