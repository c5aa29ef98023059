package im.parley.protocol.message;

import im.parley.protocol.Push;
import java.util.List;

/// Messages of one conversation were revoked (`revokeMessage#6`). Not sent to the instance that did it.
///
/// @param messageList without their content, unless the receiver sent them
@Push("message.revoked")
public record MessagesRevoked(List<Message> messageList) {}
