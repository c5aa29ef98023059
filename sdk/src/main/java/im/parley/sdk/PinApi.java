package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Messages that a group keeps in view. Calls before [Chat#isReady] fail as those of [MessageApi].
public interface PinApi {
    /// Pins a message for all members, or takes it off, as owner or admin. All members get
    /// [Events#PINNED_GROUP_MESSAGE_UPDATED].
    ///
    /// Fails with 10007 for who may not, 10004 for one more than 10, 10010 where there is no such group, and
    /// 20026 for a message that is not there for all.
    ///
    /// @param groupID of the group or topic
    CompletableFuture<Void> pinGroupMessage(String groupID, Message message, boolean isPinned);

    /// The pinned messages, the one pinned last first; [Message#pinnerInfo] says who pinned each.
    CompletableFuture<List<Message>> getPinnedGroupMessageList(String groupID);
}
