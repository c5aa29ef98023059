package im.parley.protocol.message;

import im.parley.protocol.MessageId;
import java.util.List;

/// What users have attached to a message that was changed, for a client that was away: whatever it remembers of the
/// message beside this is gone.
///
/// @param id the message
/// @param reactionList in the order in which they came, at most 10
/// @param extensionList by key, at most 300
public record MissedAttachments(MessageId id, List<MissedReaction> reactionList, List<Extension> extensionList) {}
