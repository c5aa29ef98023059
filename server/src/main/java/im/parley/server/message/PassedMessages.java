package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.message.Message;
import java.util.Optional;

/// What is remembered of messages that pass the log by; implemented where live rooms are kept.
public interface PassedMessages {
    /// A message that a live room was told lately, as everybody gets it.
    ///
    /// @param tinyID of who asks; who is not in the room finds nothing
    Optional<Message> find(long room, long tinyID, MessageId id);
}
