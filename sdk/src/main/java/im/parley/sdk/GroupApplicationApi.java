package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who wants into the groups that the user manages (section H of the contract). Calls before [Chat#isReady]
/// fail as those of [MessageApi], all others also as those of [GroupApi].
public interface GroupApplicationApi {
    /// What waits for a decision in all groups that the user manages (`getGroupApplicationList#2`), the
    /// newest first. At most 15 calls a second.
    ///
    /// The future also fails with 2996 (too many calls).
    CompletableFuture<List<GroupApplication>> getGroupApplicationList();

    /// Decides an application by its notice. Of several decisions the first holds
    /// (`handleGroupApplication#1`); then the notice leaves the system conversation of every manager
    /// (`handleGroupApplication#4`). Who was invited is decided about by the list only
    /// (`handleGroupApplication#2`).
    ///
    /// The future also fails with 10024 (decided already), 10014 (the group is full) and 10037 (the applicant
    /// is in too many groups).
    ///
    /// @param notice a [GroupSystemNoticePayload] of operationType 1
    /// @param handleAction `Agree` or `Reject`
    /// @param handleMessage told to the applicant, at most 400 bytes; null: nothing
    /// @return the group as it is now
    /// @throws IllegalArgumentException if the message is another, or the action
    CompletableFuture<Group> handleGroupApplication(
            Message notice, String handleAction, @Nullable String handleMessage);

    /// The same by what [#getGroupApplicationList] gave, invitations included (`handleGroupApplication#3`).
    ///
    /// @throws IllegalArgumentException if a parameter is missing, or the action another
    CompletableFuture<Group> handleGroupApplication(
            GroupApplication application, String handleAction, @Nullable String handleMessage);
}
