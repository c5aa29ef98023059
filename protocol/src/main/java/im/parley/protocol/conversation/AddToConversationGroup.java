package im.parley.protocol.conversation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Puts conversations into a conversation group (`addConversationsToGroup`).
///
/// Errors: [im.parley.protocol.ErrorCode#INVALID_CONV_ID], also when there is no group of that name;
/// [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] while the setting `conversation.groups` is off; for one
/// of the conversations those of [OptionsResult#failureList].
///
/// @param conversationIDList 1 to 100
@Op("conversationGroup.add")
public record AddToConversationGroup(List<String> conversationIDList, String groupName)
        implements Operation<OptionsResult> {
    public AddToConversationGroup {
        conversationIDList = OptionChecks.conversations(conversationIDList);
        OptionChecks.groupName("groupName", groupName);
    }
}
