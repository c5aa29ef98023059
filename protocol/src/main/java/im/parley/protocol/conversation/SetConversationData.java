package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// What the app keeps about conversations of the caller (`setConversationCustomData`).
///
/// Error: [ErrorCode#INVALID_CONV_ID]; for one of the conversations those of [OptionsResult#failureList].
///
/// @param conversationIDList 1 to 100 (`setConversationCustomData#3`)
/// @param customData at most 256 bytes; empty: none (`setConversationCustomData#1`)
@Op("conversation.setCustomData")
public record SetConversationData(List<String> conversationIDList, String customData)
        implements Operation<OptionsResult> {
    public SetConversationData {
        conversationIDList = OptionChecks.conversations(conversationIDList);
        Check.present("customData", customData, ErrorCode.INVALID_CONV_ID);
        Check.bytes("customData", customData, Limits.CONVERSATION_DATA_BYTES, ErrorCode.INVALID_CONV_ID);
    }
}
