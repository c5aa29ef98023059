package im.parley.protocol.conversation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Ends a conversation group; its conversations stay (`deleteConversationGroup#2`). Without
/// one of that name nothing changes.
///
/// Errors: [im.parley.protocol.ErrorCode#INVALID_CONV_ID];
/// [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] while the setting `conversation.groups` is off.
@Op("conversationGroup.delete")
public record DeleteConversationGroup(String groupName) implements Operation<OptionsResult> {
    public DeleteConversationGroup {
        OptionChecks.groupName("groupName", groupName);
    }
}
