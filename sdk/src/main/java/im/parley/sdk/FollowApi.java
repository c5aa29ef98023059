package im.parley.sdk;

import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Who follows whom (section G of the contract). Calls before [Chat#isReady] fail as those of [MessageApi];
/// all fail with 3122 while the feature is switched off.
public interface FollowApi {
    /// Follows users; those who are followed already stay so. A call for more than 20 (30001) or beyond
    /// 5000 (30010) changes nothing (`followUser#2`, `followUser#3`, `followUser#4`).
    ///
    /// @return for each whether it worked: 0, 30001 (the user's own ID) or 30003 (no such user)
    CompletableFuture<List<FollowOutcome>> followUser(List<String> userIDList);

    /// Follows users no longer; at most 20 (`unfollowUser#2`).
    CompletableFuture<List<FollowOutcome>> unfollowUser(List<String> userIDList);

    /// Those who follow the user, newest first.
    ///
    /// @param nextCursor of the page before; empty: the first page of up to 500 (`getMyFollowersList#2`)
    CompletableFuture<FollowPage> getMyFollowersList(String nextCursor);

    /// Those whom the user follows, newest first.
    ///
    /// @param nextCursor see [#getMyFollowersList]
    CompletableFuture<FollowPage> getMyFollowingList(String nextCursor);

    /// Those whom the user follows and who follow the user, newest first.
    ///
    /// @param nextCursor see [#getMyFollowersList]
    CompletableFuture<FollowPage> getMutualFollowersList(String nextCursor);

    /// The counts of the first 100 of these users; those who do not exist are left out.
    CompletableFuture<List<FollowCounts>> getUserFollowInfo(List<String> userIDList);

    /// The user's own counts (`getUserFollowInfo#2`).
    CompletableFuture<List<FollowCounts>> getUserFollowInfo();

    /// Who follows whom between the user and the first 100 of these (`checkFollowType#3`). At most 20 calls
    /// in 5 seconds, those beyond fail with 2996 (`checkFollowType#2`).
    CompletableFuture<List<FollowRelation>> checkFollowType(List<String> userIDList);
}
