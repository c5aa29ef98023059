package im.parley.sdk;

import java.util.List;

/// Which changes of a conversation's messages this chat has heard of. Confined to the chat's executor.
interface ChangeNews {
    /// This instance made a change.
    void know(String conversationID, long change);

    /// Changes were pushed.
    ///
    /// @param apply makes them known to the app
    void pushed(String conversationID, List<Long> changes, Runnable apply);
}
