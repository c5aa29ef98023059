package im.parley.sdk;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Finding messages that the server has.
public interface SearchApi {
    /// Finds messages, of all conversations or of one. What was sent, modified or revoked shows within two
    /// seconds. At most 2 calls a second (`searchCloudMessages#2`).
    ///
    /// The future fails with 2503 (no conversation ID), 2996 (too many calls), 3122 (the feature is switched off,
    /// `searchCloudMessages#1`), 3153 (the query is missing or empty), 20001 (a cursor of another search), 60022
    /// (the search took too long) and as [MessageApi] says.
    ///
    /// @throws IllegalArgumentException if the query names neither keywords nor senders nor types
    ///     (`searchCloudMessages#6`)
    CompletableFuture<MessageSearchResult> searchCloudMessages(@Nullable MessageSearchQuery query);
}
