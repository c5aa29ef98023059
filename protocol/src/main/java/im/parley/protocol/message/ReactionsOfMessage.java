package im.parley.protocol.message;

import im.parley.protocol.MessageId;
import java.util.List;

/// The reactions to one message.
///
/// @param id the message
/// @param reactionList in the order in which they came, at most 10
public record ReactionsOfMessage(MessageId id, List<Reaction> reactionList) {}
