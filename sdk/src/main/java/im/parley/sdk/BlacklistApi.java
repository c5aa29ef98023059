package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Whom the user does not want to have to do with (section E of the contract). Calls before [Chat#isReady]
/// fail as those of [MessageApi]. [Events#BLACKLIST_UPDATED] tells of changes, here and on the user's other
/// instances.
public interface BlacklistApi {
    /// The whole list, newest first; does not ask the server (`getBlacklist#1`).
    CompletableFuture<List<String>> getBlacklist();

    /// Blocks users: neither can write to the other (20007) or add them as a friend, and friendships end at
    /// both sides unless the operator keeps them (`addToBlacklist#2` to `addToBlacklist#5`). A call that
    /// fails changes nothing.
    ///
    /// It fails with 2742 (the user's own ID), 30001, 30003 (no such user), 30013 (the list would have more
    /// than 1000, `addToBlacklist#1`).
    ///
    /// @param userIDList 1 to 1000
    /// @return the whole list
    CompletableFuture<List<String>> addToBlacklist(List<String> userIDList);

    /// Blocks users no longer (`removeFromBlacklist#1`); friendships do not come back
    /// (`removeFromBlacklist#2`).
    ///
    /// @param userIDList 1 to 1000
    /// @return the whole list that is left
    CompletableFuture<List<String>> removeFromBlacklist(List<String> userIDList);
}
