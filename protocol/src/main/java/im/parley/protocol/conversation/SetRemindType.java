package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;

/// How the caller wants to hear of new messages in conversations (`setMessageRemindType`). Effective for what
/// is sent afterwards, on all instances of the caller.
///
/// - [Types#MSG_REMIND_ACPT_AND_NOTE]: they come, and offline pushes too;
/// - [Types#MSG_REMIND_ACPT_NOT_NOTE]: they come, offline pushes do not (`setMessageRemindType#2`);
/// - [Types#MSG_REMIND_DISCARD]: neither; the history has them (`setMessageRemindType#3`), and when it ends
///   they count as read;
/// - [Types#NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT], groups and topics: they come, offline pushes for those that
///   call the caller or everybody by name (`setMessageRemindType#6`);
/// - [Types#NOT_RECEIVE_MSG_EXCEPT_AT], groups and topics: only those that call the caller or everybody by
///   name come (`setMessageRemindType#7`).
///
/// Error: [ErrorCode#INVALID_CONV_ID] for another type; for one of the conversations those of
/// [OptionsResult#failureList], [ErrorCode#OPERATION_NOT_SUPPORTED_IN_AV] for a live room and
/// [ErrorCode#INVALID_CONV_ID] for a user with one of the last two types (`setMessageRemindType#9`).
///
/// @param conversationIDList 1 to 30, of users, groups and topics
@Op("conversation.setRemindType")
public record SetRemindType(List<String> conversationIDList, String messageRemindType)
        implements Operation<OptionsResult> {
    private static final Set<String> TYPES = Set.of(
            Types.MSG_REMIND_ACPT_AND_NOTE,
            Types.MSG_REMIND_ACPT_NOT_NOTE,
            Types.MSG_REMIND_DISCARD,
            Types.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT,
            Types.NOT_RECEIVE_MSG_EXCEPT_AT);

    public SetRemindType {
        conversationIDList = Check.list(
                "conversationIDList", conversationIDList, Limits.REMINDERS_PER_CALL, ErrorCode.INVALID_CONV_ID);
        Check.that(
                messageRemindType != null && TYPES.contains(messageRemindType),
                "messageRemindType",
                messageRemindType,
                "a MSG_REMIND_ or NOT_RECEIVE_ value",
                ErrorCode.INVALID_CONV_ID);
    }
}
