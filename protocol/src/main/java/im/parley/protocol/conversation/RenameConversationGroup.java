package im.parley.protocol.conversation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Gives a conversation group another name.
///
/// Errors: [im.parley.protocol.ErrorCode#INVALID_CONV_ID], also when there is none of either name, or one of
/// each; [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] while the setting `conversation.groups` is off.
///
/// @param newName 1 to 32 bytes
@Op("conversationGroup.rename")
public record RenameConversationGroup(String oldName, String newName) implements Operation<OptionsResult> {
    public RenameConversationGroup {
        OptionChecks.groupName("oldName", oldName);
        OptionChecks.groupName("newName", newName);
    }
}
