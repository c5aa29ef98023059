package im.parley.sdk;

import im.parley.protocol.MessageId;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MissedAttachments;
import im.parley.protocol.message.MissedReaction;
import java.util.List;
import java.util.Map;

/// What was changed in a conversation while this chat was away.
///
/// @param after the last change that was known before
/// @param messages in the order of their last changes
/// @param attachments of those that have any
/// @param onlyHeld messages that are not held here were changed before this login
record MissedChanges(
        String conversationID,
        long after,
        List<Message> messages,
        Map<MessageId, MissedAttachments> attachments,
        boolean onlyHeld) {
    MissedChanges with(List<Message> others) {
        return new MissedChanges(conversationID, after, others, attachments, onlyHeld);
    }

    List<MissedReaction> reactions(Message message) {
        var ofMessage = attachments.get(message.id());
        return ofMessage == null ? List.of() : ofMessage.reactionList();
    }

    List<Extension> extensions(Message message) {
        var ofMessage = attachments.get(message.id());
        return ofMessage == null ? List.of() : ofMessage.extensionList();
    }
}
