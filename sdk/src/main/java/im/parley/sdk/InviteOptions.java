package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.signaling.Invite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom to invite, and what goes with it.
///
/// ```java
/// chat.invite(InviteOptions.toUser("bob").data("{\"call\":\"video\"}").timeout(30));
/// ```
///
/// Not safe for use by many threads.
public final class InviteOptions {
    private final ConversationId conversation;
    private final @Nullable List<String> inviteeList;
    private String data = "";
    private int timeout;
    private boolean onlineUserOnly;
    private @Nullable OfflinePushInfo offlinePushInfo;

    private InviteOptions(ConversationId conversation, @Nullable List<String> inviteeList) {
        this.conversation = conversation;
        this.inviteeList = inviteeList;
    }

    /// @throws IllegalArgumentException if the userID is missing
    public static InviteOptions toUser(String userID) {
        return new InviteOptions(new ConversationId.C2C(Params.text("userID", userID)), null);
    }

    /// @param inviteeList members of the group, 1 to 200
    /// @throws IllegalArgumentException if one is missing
    public static InviteOptions inGroup(String groupID, List<String> inviteeList) {
        return new InviteOptions(
                new ConversationId.Group(Params.text("groupID", groupID)), Params.some("inviteeList", inviteeList));
    }

    /// The app's own text. With `"excludeFromHistoryMessage":true` in it, the signal neither counts as unread
    /// nor is shown as the last message (`signaling#2`).
    public InviteOptions data(String value) {
        data = Params.present("data", value);
        return this;
    }

    /// Seconds in which it can be answered, at most 86,400; 0, as without a word: no limit.
    public InviteOptions timeout(int seconds) {
        Params.that(seconds >= 0, "timeout", seconds, "0 or more");
        timeout = seconds;
        return this;
    }

    /// Signals go to those who are online now, and are not stored or pushed (`invite#3`).
    public InviteOptions onlineUserOnly(boolean value) {
        onlineUserOnly = value;
        return this;
    }

    /// How phones show it to those who are not online (`invite#5`).
    public InviteOptions offlinePushInfo(OfflinePushInfo value) {
        offlinePushInfo = value;
        return this;
    }

    boolean isToGroup() {
        return inviteeList != null;
    }

    /// @throws im.parley.protocol.ChatException if a value is out of range
    Invite request(MessageId id, String inviteID) {
        return new Invite(id, inviteID, conversation, inviteeList, data, timeout, onlineUserOnly, offlinePushInfo);
    }
}
