package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// One conversation with its full profile; also answers for a peer never talked to, without storing anything
/// (`getConversationProfile#2`).
///
/// Errors: [ErrorCode#INVALID_CONV_ID]; [ErrorCode#USER_OR_GRP_NOT_FOUND] when there is no such user or group.
@Op("conversation.get")
public record GetConversation(ConversationId conversationID) implements Operation<GetConversation.Result> {
    public GetConversation {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
    }

    public record Result(Conversation conversation) {}
}
