package im.parley.protocol.conversation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Makes a conversation group, with conversations in it (`createConversationGroup`). Where there is one of
/// that name they come into it.
///
/// Errors: [im.parley.protocol.ErrorCode#INVALID_CONV_ID], also when there are as many as a user may have, 20
/// (`createConversationGroup#2`); [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] while the setting
/// `conversation.groups` is off; for one of the conversations those of [OptionsResult#failureList].
///
/// @param conversationIDList 1 to 100
/// @param groupName 1 to 32 bytes
@Op("conversationGroup.create")
public record CreateConversationGroup(List<String> conversationIDList, String groupName)
        implements Operation<OptionsResult> {
    public CreateConversationGroup {
        conversationIDList = OptionChecks.conversations(conversationIDList);
        OptionChecks.groupName("groupName", groupName);
    }
}
