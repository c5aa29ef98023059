package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Sets a mark on conversations or takes it off (`markConversation`).
///
/// Errors: [ErrorCode#INVALID_CONV_ID]; [ErrorCode#FEATURE_NOT_ENABLED] while the setting
/// `conversation.marks` is off; for one of the conversations those of [OptionsResult#failureList].
///
/// @param conversationIDList 1 to 100
/// @param mark n for the mark 2ⁿ: 0 (star), 1 (unread), 2 (fold), 3 (hide) or 32 to 63 (the app's own)
@Op("conversation.mark")
public record MarkConversations(List<String> conversationIDList, int mark, boolean enableMark)
        implements Operation<OptionsResult> {
    private static final int OWN_MARKS = 4;
    private static final int APP_MARKS = 32;

    public MarkConversations {
        conversationIDList = OptionChecks.conversations(conversationIDList);
        Check.that(
                mark >= 0 && mark < OWN_MARKS || mark >= APP_MARKS && mark < Long.SIZE,
                "mark",
                mark,
                "0 to 3 or 32 to 63",
                ErrorCode.INVALID_CONV_ID);
    }
}
