package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// A page of the users in a reaction, in the order in which they came. Without such a reaction it is empty.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID], [ErrorCode#MESSAGE_NOT_FOUND],
/// [ErrorCode#FEATURE_NOT_ENABLED].
///
/// @param reactionID 1 to 128 bytes
/// @param nextSeq from the page before; 0 for the first
/// @param count 1 or more, cut to 100
@Op("message.reactionUsers")
public record ListReactionUsers(ConversationId conversationID, MessageId id, String reactionID, long nextSeq, int count)
        implements Operation<ListReactionUsers.Result> {
    public ListReactionUsers {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        AddReaction.checkID(reactionID);
        Check.that(nextSeq >= 0, "nextSeq", nextSeq, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param nextSeq asks for the next page; 0 at the end (`getAllUserListOfMessageReaction#2`)
    /// @param isCompleted nobody is left
    public record Result(List<UserInfo> userList, long nextSeq, boolean isCompleted) {}
}
