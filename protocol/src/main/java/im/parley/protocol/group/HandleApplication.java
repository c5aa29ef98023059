package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides an application; of several decisions the first holds (`handleGroupApplication#1`,
/// `handleGroupApplication#3`). The applicant gets a notice, who is let in [GroupJoined], members a tip where the
/// type has it. The notices of the application are gone with [im.parley.protocol.message.MessagesRemoved]
/// (`handleGroupApplication#4`).
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED] unless the caller manages the group;
/// [ErrorCode#GROUP_APPLICATION_ALREADY_HANDLED]; [ErrorCode#GROUP_FULL] and
/// [ErrorCode#TOO_MANY_GROUPS_OF_USER], after which the application still waits.
///
/// @param messageKey from the notice or the list
/// @param authentication from there, too
/// @param handleAction `Agree` or `Reject`
/// @param handleMessage told to the applicant, at most 400 bytes
@Op("group.handleApplication")
public record HandleApplication(
        String groupID,
        String messageKey,
        String authentication,
        String handleAction,
        @Nullable String handleMessage) implements Operation<HandleApplication.Result> {
    public static final String AGREE = "Agree";
    public static final String REJECT = "Reject";

    public HandleApplication {
        GroupChecks.groupID(groupID);
        GroupChecks.messageKey(
                "messageKey", Check.present("messageKey", messageKey, ErrorCode.GROUP_INVALID_PARAMETERS));
        Check.present("authentication", authentication, ErrorCode.GROUP_INVALID_PARAMETERS);
        GroupChecks.oneOf(
                "handleAction",
                Check.present("handleAction", handleAction, ErrorCode.GROUP_INVALID_PARAMETERS),
                Set.of(AGREE, REJECT));
        GroupChecks.text("handleMessage", handleMessage, Limits.GROUP_TEXT_BYTES);
    }

    public record Result(Group group) {}
}
