package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// The reactions to messages of one conversation. Messages that the caller does not see are left out; those that
/// were revoked have none.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID], [ErrorCode#FEATURE_NOT_ENABLED].
///
/// @param idList 1 to 20 (`getMessageReactions#2`)
/// @param maxUserCount how many users each reaction names, 0 to 10
@Op("message.getReactions")
public record GetReactions(ConversationId conversationID, List<MessageId> idList, int maxUserCount)
        implements Operation<GetReactions.Result> {
    public GetReactions {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        idList = Check.list("idList", idList, Limits.REACTION_MESSAGES, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                maxUserCount >= 0 && maxUserCount <= Limits.PARTIAL_USERS,
                "maxUserCount",
                maxUserCount,
                "0 to 10",
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param change the conversation's count of changes when this was so
    /// @param resultList in the order asked for
    public record Result(long change, List<ReactionsOfMessage> resultList) {}
}
