package im.parley.protocol.conversation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Takes conversations out of a conversation group (`deleteConversationsFromGroup`).
///
/// Errors: [im.parley.protocol.ErrorCode#INVALID_CONV_ID], also when there is no group of that name;
/// [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] while the setting `conversation.groups` is off; for one
/// of the conversations those of [OptionsResult#failureList].
///
/// @param conversationIDList 1 to 100
@Op("conversationGroup.remove")
public record RemoveFromConversationGroup(List<String> conversationIDList, String groupName)
        implements Operation<OptionsResult> {
    public RemoveFromConversationGroup {
        conversationIDList = OptionChecks.conversations(conversationIDList);
        OptionChecks.groupName("groupName", groupName);
    }
}
