package im.parley.server.conversation;

import im.parley.server.message.ReadPositions.Read;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.webhook.Callbacks;
import im.parley.server.webhook.UnreadCounts;
import java.util.Map;

/// Tells the back end how far users have read what others wrote to them.
public final class ReadCallbacks {
    private static final long MILLIS = 1000;

    private final Callbacks callbacks;
    private final UnreadCounts unread;

    public ReadCallbacks(Callbacks callbacks, UnreadCounts unread) {
        this.callbacks = callbacks;
        this.unread = unread;
    }

    /// @param reads by the peer's userID
    void tell(Caller reader, Map<String, Read> reads) {
        if (reads.isEmpty() || !callbacks.isOn(CallbackCommand.AFTER_C2C_READ)) {
            return;
        }
        long left = unread.ofUser(reader.tinyID());
        reads.forEach((peer, read) -> callbacks.tell(
                CallbackCommand.AFTER_C2C_READ,
                reader.terminal(),
                reader.userID(),
                body -> body.put("Report_Account", reader.userID())
                        .put("Peer_Account", peer)
                        .put("LastReadTime", read.time() / MILLIS)
                        .put("UnreadMsgNum", left)));
    }
}
