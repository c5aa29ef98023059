package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Keeps a conversation at the top of the caller's list, or no longer. One that is not on the list comes onto
/// it, without a message if there is none (`pinConversation#1`).
///
/// Errors: [ErrorCode#INVALID_CONV_ID], also for the system's conversation, which clients pin by themselves
/// (`pinConversation#3`), and when as many are pinned as the setting `conversation.pinMax` allows
/// (`pinConversation#4`); [ErrorCode#CONV_NOT_FOUND] when there is no such user, or no such group that the
/// caller is in.
@Op("conversation.pin")
public record PinConversation(ConversationId conversationID, boolean isPinned) implements Operation<OptionsResult> {
    public PinConversation {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        OptionChecks.notSystem(conversationID);
    }
}
