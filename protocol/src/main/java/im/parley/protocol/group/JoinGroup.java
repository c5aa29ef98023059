package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Enters a group, or applies to its managers where its joinOption asks for that. The caller's other
/// instances get [GroupJoined], members a tip where the type has it, managers a notice of an application.
///
/// Who has not signed in may join live rooms on their socket, one at a time (`joinGroup#5`): as a guest, who gets what
/// is said there and that it is taken back ([im.parley.protocol.message.MessageReceived],
/// [im.parley.protocol.message.MessagesRevoked]) and [GroupLeft] when the room ends, is counted nowhere, may do nothing
/// else but quit, and signs in on another socket. Instead of an error of other groups they get
/// [im.parley.protocol.ErrorCode#NOT_LOGGED_IN]; [im.parley.protocol.ErrorCode#SERVER_OVERLOADED] where the node has as
/// many guests as it lets in.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] where
/// nobody can apply (`joinGroup#1`) or who applies is banned; [im.parley.protocol.ErrorCode#GROUP_FULL];
/// [im.parley.protocol.ErrorCode#TOO_MANY_GROUPS_OF_USER];
/// [im.parley.protocol.ErrorCode#GROUP_REJECTED_BY_CALLBACK], or one of 10100 to 10200, from the app's back end.
///
/// @param applyMessage shown to the managers, at most 400 bytes
/// @param isReturn live rooms: the client takes the caller to be in it already, after a lost connection or because
///     another instance has joined; then they are let in only if they are in no other room by now
///     ([im.parley.protocol.ErrorCode#MEMBER_NOT_IN_GRP]). Absent: no
@Op("group.join")
public record JoinGroup(
        String groupID,
        @Nullable String applyMessage,
        @Nullable Boolean isReturn) implements Operation<JoinGroup.Result> {
    /// A first time.
    public JoinGroup(String groupID, @Nullable String applyMessage) {
        this(groupID, applyMessage, null);
    }

    public JoinGroup {
        GroupChecks.groupID(groupID);
        GroupChecks.text("applyMessage", applyMessage, Limits.GROUP_TEXT_BYTES);
    }

    /// @param status a `JOIN_STATUS_…` value (`joinGroup#4`)
    /// @param group absent while the application waits
    /// @param messageList live rooms: the newest messages, oldest first, as far as the setting
    ///     `group.liveHistoryForNewcomers` shows them (`joinGroup#7`); absent: none
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Result(
            String status, @Nullable Group group, @Nullable List<Message> messageList) {
        /// Without messages.
        public Result(String status, @Nullable Group group) {
            this(status, group, null);
        }
    }
}
