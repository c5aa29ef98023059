package im.parley.sdk;

import im.parley.protocol.presence.UserStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Who is online (section E of the contract). Calls before [Chat#isReady] fail as those of [MessageApi];
/// those about others fail with 3122 while the feature is switched off, and each of them with 2996 after 20
/// calls in 5 seconds. [Events#USER_STATUS_UPDATED] tells of changes: of friends, of users who were
/// subscribed to, and of the user's own custom status.
public interface StatusApi {
    /// Changes what the user's status says (`setSelfStatus#1`). The server clears it some time after the
    /// last instance is gone (`setSelfStatus#4`).
    ///
    /// @param customStatus at most 256 bytes, else 40001; empty clears it (`setSelfStatus#3`)
    /// @return the user's status
    /// @throws IllegalArgumentException if it is missing
    CompletableFuture<UserStatus> setSelfStatus(String customStatus);

    /// Statuses of the first 500 users, the user's own first (`getUserStatus#3`). Asked for the own status
    /// alone, it always works (`getUserStatus#1`, `getUserStatus#5`).
    ///
    /// @throws IllegalArgumentException if the list is missing or empty (`getUserStatus#4`)
    CompletableFuture<StatusList> getUserStatus(List<String> userIDList);

    /// Subscribes to the first 100 users: from now until the user signs out, every change of their statuses
    /// raises [Events#USER_STATUS_UPDATED] (`subscribeUserStatus#5`, `subscribeUserStatus#6`). There is
    /// room for 200 users, unless the operator says otherwise; beyond that the oldest subscriptions end
    /// (`subscribeUserStatus#3`).
    ///
    /// @return users for whom it did not work: 70107 (no such user), 40001 (the user's own ID,
    ///     `subscribeUserStatus#4`)
    /// @throws IllegalArgumentException if the list is missing or empty
    CompletableFuture<StatusFailures> subscribeUserStatus(List<String> userIDList);

    /// Ends the subscriptions to the first 100 users.
    ///
    /// @param userIDList empty: all subscriptions (`unsubscribeUserStatus#2`)
    CompletableFuture<StatusFailures> unsubscribeUserStatus(List<String> userIDList);

    /// Ends all subscriptions.
    CompletableFuture<StatusFailures> unsubscribeUserStatus();
}
