package im.parley.server.message;

import im.parley.protocol.message.Message;
import im.parley.server.operation.Caller;
import java.util.List;
import java.util.function.Supplier;

/// Hears of what is done to messages, once that is committed, on the node where it is done.
public interface ChangeListener {
    /// Messages of one conversation were taken back.
    ///
    /// @param messages as they are now for those who did not write them
    void revoked(Caller by, Supplier<List<Message>> messages);

    /// Somebody sent their receipts for messages of one conversation.
    ///
    /// @param messages as they are now for those who did not write them
    void receipted(Caller reader, Supplier<List<Message>> messages);
}
