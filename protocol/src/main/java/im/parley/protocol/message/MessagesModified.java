package im.parley.protocol.message;

import im.parley.protocol.Push;
import java.util.List;

/// Messages of one conversation were modified. Not sent to the instance that did it.
///
/// @param messageList their newest state
@Push("message.modified")
public record MessagesModified(List<Message> messageList) {}
