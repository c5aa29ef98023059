package im.parley.protocol.conversation;

import im.parley.protocol.Push;
import java.util.List;

/// What the user keeps about conversations changed, on another instance.
///
/// @param version after the change; each change raises it by one. A client that knows another version than
///     the one before asks with [SyncOptions] for what is missing
/// @param optionList the conversations that changed, each whole
/// @param groupList all conversation groups, oldest first
/// @param receiveOption for all conversations
@Push("conversation.optionsUpdated")
public record OptionsUpdated(
        long version,
        List<ConversationOptions> optionList,
        List<ConversationGroup> groupList,
        ReceiveOption receiveOption) {}
